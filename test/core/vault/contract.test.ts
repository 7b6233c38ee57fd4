import { memoryVault } from '../../../src/core/vault/memory-vault.ts'
import { vaultContract } from '../../contract/vault.ts'
import { installation } from './installation.ts'

vaultContract('memory', async () => memoryVault())
vaultContract('IndexedDB', () => installation().create())
