// Tells eslint-plugin-boundaries where an import leads. Node's subpath imports and file endings are the only forms in this code base.
const { dirname, join, resolve } = require('node:path');
const { isBuiltin } = require('node:module');

const rooms = { '#platform/': 'src/platform/', '#modules/': 'src/modules/', '#apps/': 'src/apps/' };

exports.interfaceVersion = 2;

exports.resolve = (source, file) => {
  if (isBuiltin(source)) return { found: true, path: null };
  const room = Object.keys(rooms).find((prefix) => source.startsWith(prefix));
  if (room) return { found: true, path: join(__dirname, '..', rooms[room], source.slice(room.length)) };
  if (source.startsWith('.')) return { found: true, path: resolve(dirname(file), source) };
  return { found: false };
};
