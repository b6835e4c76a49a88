module bench

go 1.24

require github.com/stainless-sdks/llamacloud-prod-go v0.0.0

replace github.com/stainless-sdks/llamacloud-prod-go => ../../generated/llamacloud/go
