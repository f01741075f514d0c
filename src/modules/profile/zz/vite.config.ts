import react from '@vitejs/plugin-react';
export default { root: import.meta.dirname, plugins: [react()], base: '/', build: { outDir: '/tmp/pv-dist', emptyOutDir: true, target: 'esnext', minify: false } };
