// npm run build: all pages that browsers load, made afresh.
import { ensureInstalled } from './installation.mjs';
import { ensureBuilt } from './web-build.mjs';

ensureInstalled();
ensureBuilt({ afresh: true });
console.log('页面已全部生成到 dist 文件夹。');
