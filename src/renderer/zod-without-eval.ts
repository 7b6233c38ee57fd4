import { z } from 'zod'

/** Loaded before every schema: the content security policy forbids the code that zod would otherwise compile. */
z.config({ jitless: true })
