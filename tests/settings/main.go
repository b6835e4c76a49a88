package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"example.com/acme"
	"example.com/acme/option"
)

func main() {
	ctx := context.Background()
	client := acme.NewClient(
		option.WithBaseURL(os.Args[1]), option.WithMaxRetries(0),
		option.WithClientID("me"), option.WithClientSecret("s"),
		option.WithTenant("a b"), option.WithXTrace(3), option.WithSession("s1"), option.WithPool("p"),
	)
	pager := client.Things.ListAutoPaging(ctx, acme.ThingListParams{})
	for pager.Next() {
		fmt.Println(pager.Current().ID)
	}
	_, err := client.WithOptions(option.WithRegion("us")).Things.List(ctx, acme.ThingListParams{
		Tenant: acme.F("other"), XTrace: acme.Int(4),
	})
	show(err)
	one := acme.ThingCreateParams{ID: acme.F("1")}
	show(client.Things.Create(ctx, one, option.WithMaxRetries(1), option.WithIdempotencyKey("k")))
	_, err = client.Things.List(ctx, acme.ThingListParams{})
	show(err)
	show(client.Things.Create(ctx, one))
	bare := acme.NewClient(option.WithBaseURL(os.Args[1]), option.WithHeader("X-Level", "9"))
	show(bare.Things.Create(ctx, one))
	os.Unsetenv("THE_VERSION")
	other := acme.NewClient(option.WithBaseURL(os.Args[1]), option.WithTenant("x"))
	show(other.Things.Create(ctx, one))
}

func show(err error) {
	var failure *acme.Error
	switch {
	case errors.As(err, &failure):
		text, _ := json.Marshal(failure.Headers)
		fmt.Println(failure.StatusCode, string(text))
	case err != nil:
		fmt.Println(err)
	}
}
