/** Hands the person a file that the page made or was given. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // some browsers begin to read only after the click is over
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
