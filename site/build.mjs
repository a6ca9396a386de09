// Makes, from the packages installed beside this file, the files that the program embeds: of each package only
// what the pages use. Run it with `npm run build`; a page that uses a new class or icon is seen at the next run.
import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PurgeCSS } from 'purgecss'

const here = dirname(fileURLToPath(import.meta.url))
const web = join(here, '../internal/web')
const out = join(web, 'assets')
const from = (...path) => join(here, 'node_modules', ...path)
const keep = 'README.txt' // committed, so that the folder is never empty

// The pages and what fills them: classes stand in both.
const sources = [join(web, 'pages/*.html'), join(web, '*.go'), join(web, 'static/*.js')]

const faces = [
  { file: 'regular', weight: 400, style: 'normal' },
  { file: 'italic', weight: 400, style: 'italic' },
  { file: '600', weight: 600, style: 'normal' },
  { file: '700', weight: 700, style: 'normal' },
]

// version is the one by which the program recognizes an address that may be kept for ever.
const version = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 12)

async function write(name, content) {
  await writeFile(join(out, name), content)
  console.log(`${name}: ${Buffer.byteLength(content)} bytes`)
}

// The typeface is declared here because the loader of Bootstrap Italia injects a style, which the policy of the
// pages refuses.
async function typeface() {
  const folder = from('bootstrap-italia/dist/fonts/Titillium_Web')
  const rules = []
  for (const face of faces) {
    const bytes = await readFile(join(folder, `titillium-web-v10-latin-ext_latin-${face.file}.woff2`))
    const name = `titillium-web-${face.file}.woff2`
    await write(name, bytes)
    rules.push(`@font-face{font-family:"Titillium Web";font-style:${face.style};font-weight:${face.weight};` +
      `font-display:swap;src:url(${name}?v=${version(bytes)}) format("woff2")}`)
  }
  await write('titillium-web-OFL.txt', await readFile(join(folder, 'OFL.txt')))
  return rules.join('\n')
}

async function styles(fontFaces) {
  const [result] = await new PurgeCSS().purge({
    content: sources,
    css: [from('bootstrap-italia/dist/css/bootstrap-italia.min.css')],
    fontFace: true,
    keyframes: true,
    variables: true,
  })
  const notice = '/*! Bootstrap Italia, BSD-3-Clause: bootstrap-italia-LICENSE.txt. Titillium Web, OFL-1.1. */\n'
  // In a layer, so that our own sheets come before it whatever its selectors weigh.
  const sheet = result.css.replace(/^\uFEFF?(@charset [^;]*;)?/, '')
  await write('bootstrap-italia.css', `${notice}${fontFaces}\n@layer bootstrap{${sheet}}\n`)
  await write('bootstrap-italia-LICENSE.txt', await readFile(from('bootstrap-italia/LICENSE')))
}

async function icons() {
  const used = new Set()
  for (const folder of ['', 'pages', 'static']) {
    for (const name of await readdir(join(web, folder))) {
      if (!/\.(html|go|js)$/.test(name)) continue
      const text = await readFile(join(web, folder, name), 'utf8')
      for (const [, icon] of text.matchAll(/"(it-[a-z-]+)"/g)) used.add(icon)
    }
  }
  const sprite = await readFile(from('bootstrap-italia/dist/svg/sprites.svg'), 'utf8')
  const symbols = sprite.match(/<symbol[\s\S]*?<\/symbol>/g)
    .filter((symbol) => used.has(symbol.match(/id="([^"]*)"/)[1]))
  await write('icone.svg', `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`)
}

await mkdir(out, { recursive: true })
for (const name of await readdir(out)) {
  if (name !== keep) await rm(join(out, name), { recursive: true })
}
await styles(await typeface())
await icons()
await write('htmx.min.js', await readFile(from('htmx.org/dist/htmx.min.js')))
