import { getJob } from "@/api/client";
import { JobDetails } from "@/jobs/job-details";
import { Button } from "@/ui/button";
import { Drawer } from "@/ui/drawer";
import { ErrorNotice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import { useResource } from "@/ui/use-resource";
import { Waking } from "@/ui/waking";

export function JobDrawer({ jobId, onClose }: { jobId: string | null; onClose: () => void }) {
  const { data, error, waking, retry } = useResource(jobId, (signal) => getJob(jobId ?? "", signal));
  return (
    <Drawer label="Posting" side="right" open={jobId !== null} onClose={onClose}>
      {waking && <Waking />}
      {error && (
        <ErrorNotice error={error}>
          <Button onClick={retry}>Try again</Button>
        </ErrorNotice>
      )}
      {data?.job_id === jobId && data ? <JobDetails job={data} /> : !error && <Skeleton height="16rem" />}
    </Drawer>
  );
}
