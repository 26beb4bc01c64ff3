// Vite processes style sheets; for TypeScript they are side-effect imports.
declare module "*.css";
