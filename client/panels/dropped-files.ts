import type { GivenFile } from "../api/story-files.ts";

/** The files that were let fall on the page, those of folders too. */
export async function droppedFiles(dropped: DataTransfer): Promise<GivenFile[]> {
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return chosenFiles(dropped.files);
  return (await Promise.all(entries.map(filesOf))).flat();
}

/** The files of an input. */
export function chosenFiles(files: FileList | null): GivenFile[] {
  return [...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

async function filesOf(entry: FileSystemEntry): Promise<GivenFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed));
    return [{ path: entry.fullPath.replace(/^\//u, ""), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: GivenFile[] = [];
  // A folder is told in pieces; an empty one is the last.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return found;
    for (const each of await Promise.all(some.map(filesOf))) found.push(...each);
  }
}
