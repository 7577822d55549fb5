import { render } from 'preact'
import { follow } from './api.ts'
import { App } from './app.tsx'

follow()
render(<App />, document.querySelector('#page') as Element)
