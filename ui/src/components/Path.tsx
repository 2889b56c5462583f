/** Where something stands. Of a place in a request the number comes first and keeps its place; what every path begins with is left out. */
export function Path({ path }: { path: string }) {
  const found = /^log\.entries(\[\d+\])\.?(.*)$/s.exec(path);
  return (
    <span className="code path" translate="no">
      {found && <span className="quiet">{found[1]} </span>}
      <span className="clip">
        <bdi>{found ? found[2] : path}</bdi>
      </span>
    </span>
  );
}
