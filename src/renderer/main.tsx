import { createRoot } from 'react-dom/client'
import { connectToHost } from './host-connection.ts'

const place = document.getElementById('root')
if (place !== null) {
  const host = connectToHost()
  createRoot(place).render(<p>{'problem' in host ? host.problem.todo : 'MDT Huddle'}</p>)
}
