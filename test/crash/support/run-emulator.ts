import { createHttpServer } from '@vercel/cosmosdb-server'

/** The Cosmos DB emulator in a process of its own, which survives while the service is killed. Says its address. */
const emulator = createHttpServer({ keepAlive: true })
emulator.listen(0, '127.0.0.1', () => {
	const address = emulator.address()
	process.stdout.write(`http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}\n`)
})
