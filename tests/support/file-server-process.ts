/** A file server in a process of its own, which signs links and tells the most memory that it held since it was last asked. */
import { createFileServer } from './file-server.js';

export type FileServerRequest = { byteSize: number } | 'memory';

const [, , folder = ''] = process.argv;
const { store } = await createFileServer(folder);
const contentType = 'video/webm';

const held = () => process.memoryUsage.rss();
let most = 0;
setInterval(() => {
  most = Math.max(most, held());
}, 5);

process.on('message', async (request: FileServerRequest) => {
  if (request === 'memory') {
    process.send?.(Math.max(most, held()));
    most = 0;
    return;
  }
  const upload = await store.signUpload('large', { ...request, contentType, lifetime: 600 });
  const download = await store.signDownload('large', { contentType, filename: 'a.webm', inline: true, lifetime: 600 });
  process.send?.({ upload: upload.url, download });
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
