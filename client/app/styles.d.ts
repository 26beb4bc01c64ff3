// Vite reads style sheets; to TypeScript they are imports for their effect alone.
declare module "*.css";
