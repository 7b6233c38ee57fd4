import { z } from 'zod'

/** Loaded before every schema: this page’s policy forbids the code that zod would otherwise compile. */
z.config({ jitless: true })
