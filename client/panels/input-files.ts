import type { InputFile } from "../api/story-files.ts";

/** The files of a drop event, with those in dropped folders. */
export async function filesOfDrop(dropped: DataTransfer): Promise<InputFile[]> {
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return filesOfInput(dropped.files);
  return (await Promise.all(entries.map(filesOf))).flat();
}

/** The files of an input. */
export function filesOfInput(files: FileList | null): InputFile[] {
  return [...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

async function filesOf(entry: FileSystemEntry): Promise<InputFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed));
    return [{ path: entry.fullPath.replace(/^\//u, ""), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: InputFile[] = [];
  // readEntries returns a folder in batches; an empty batch ends it.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return found;
    for (const each of await Promise.all(some.map(filesOf))) found.push(...each);
  }
}
