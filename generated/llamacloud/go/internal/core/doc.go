// Package core is the runtime of the generated client: requests, answers, retries, paging and JSON.
//
// It knows nothing of any API. What it needs to know of an operation is an [Operation]; what the
// caller may set is an [Option]; values travel through one codec that keeps what the document does
// not know.
package core
