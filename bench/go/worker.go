// Worker does units of work when it is told to, and says what they cost: the generated client's, or
// the same by hand with net/http and encoding/json.
//
// A line "WORK COUNT" on its input is answered with the CPU and wall seconds of one unit, as JSON.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime"
	"syscall"
	"time"

	"github.com/stainless-sdks/llamacloud-prod-go"
	"github.com/stainless-sdks/llamacloud-prod-go/option"
)

// job, page and status are what somebody writes who needs no more than the values.
type job struct {
	ID             string     `json:"id"`
	JobType        string     `json:"job_type"`
	ProjectID      string     `json:"project_id"`
	Status         string     `json:"status"`
	TotalItems     int64      `json:"total_items"`
	CompletedAt    *time.Time `json:"completed_at"`
	CreatedAt      *time.Time `json:"created_at"`
	DirectoryID    *string    `json:"directory_id"`
	EffectiveAt    *time.Time `json:"effective_at"`
	ErrorMessage   *string    `json:"error_message"`
	FailedItems    int64      `json:"failed_items"`
	JobRecordID    *string    `json:"job_record_id"`
	ProcessedItems int64      `json:"processed_items"`
	SkippedItems   int64      `json:"skipped_items"`
	StartedAt      *time.Time `json:"started_at"`
	UpdatedAt      *time.Time `json:"updated_at"`
	WorkflowID     *string    `json:"workflow_id"`
}

type page struct {
	Items         []job   `json:"items"`
	NextPageToken *string `json:"next_page_token"`
	TotalSize     *int64  `json:"total_size"`
}

type status struct {
	Job                job     `json:"job"`
	ProgressPercentage float64 `json:"progress_percentage"`
}

func main() {
	url := os.Args[1]
	body := fetch(url + "/api/v1/beta/batch-processing?limit=1000")
	client := llamacloudprod.NewClient(option.WithBaseURL(url), option.WithAPIKey("llx-0123456789abcdef"))
	params := llamacloudprod.BetaBatchGetStatusParams{ProjectID: llamacloudprod.String("p")}
	works := map[string]func(){
		"decode": func() {
			var p llamacloudprod.PaginatedBatchItems[llamacloudprod.BetaBatchListResponse]
			check(p.UnmarshalJSON(body))
			expect(len(p.Items) == 1000 && p.Items[999].TotalItems == p.Items[0].TotalItems)
		},
		"decode_raw": func() {
			var p page
			check(json.Unmarshal(body, &p))
			expect(len(p.Items) == 1000)
		},
		"call": func() {
			s, err := client.Beta.Batch.GetStatus(context.Background(), "bjb-1", params)
			check(err)
			expect(s.Job.ID != "")
		},
		"call_raw": func() {
			request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, url+"/api/v1/beta/batch-processing/bjb-1?project_id=p", nil)
			check(err)
			request.Header.Set("Authorization", "Bearer llx-0123456789abcdef")
			request.Header.Set("Accept", "application/json")
			response, err := http.DefaultClient.Do(request)
			check(err)
			content, err := io.ReadAll(response.Body)
			check(err)
			check(response.Body.Close())
			var s status
			check(json.Unmarshal(content, &s))
			expect(s.Job.ID != "")
		},
	}
	say(map[string]string{"Go": runtime.Version()[2:]})
	var name string
	var count int
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		_, err := fmt.Sscan(lines.Text(), &name, &count)
		check(err)
		runtime.GC()
		cpu, start := processor(), time.Now()
		for range count {
			works[name]()
		}
		n := float64(count)
		say(map[string]float64{"cpu": (processor() - cpu) / n, "wall": time.Since(start).Seconds() / n})
	}
}

// processor is the time that this process has had of all processors.
func processor() float64 {
	var usage syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
}

func fetch(url string) []byte {
	response, err := http.Get(url)
	check(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	check(err)
	return body
}

func say(value any) { check(json.NewEncoder(os.Stdout).Encode(value)) }

func expect(ok bool) {
	if !ok {
		panic("not what was asked for")
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
