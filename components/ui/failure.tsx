/** What went wrong and what to do, where it happened. */
export function Failure({ error }: { error: { message: string } | null | undefined }) {
  if (!error) return null;
  return (
    <p role="alert" className="appear rounded-control bg-danger-soft px-3 py-2 text-danger">
      {error.message}
    </p>
  );
}
