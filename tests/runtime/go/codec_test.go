package core

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

type color string

type inner struct {
	Count int64      `json:"count"`
	JSON  JSONObject `json:"-"`
}

type model struct {
	ID     string         `json:"id"`
	Color  color          `json:"color,omitzero"`
	Count  int64          `json:"count,omitzero"`
	At     time.Time      `json:"at,omitzero"`
	Inner  inner          `json:"inner,omitzero"`
	Parent *model         `json:"parent,omitzero"`
	List   []*string      `json:"list,omitzero"`
	Any    any            `json:"any,omitzero"`
	Exact  json.Number    `json:"exact,omitzero"`
	Odd    string         `json:"a%2Cb,omitzero" wire:"a,b"`
	Map    map[string]int `json:"map,omitzero"`
	Shape  shape          `json:"shape,omitzero"`
	JSON   JSONObject     `json:"-"`
}

func (m *model) UnmarshalJSON(data []byte) error { return UnmarshalJSON(data, m) }
func (m model) MarshalJSON() ([]byte, error)     { return MarshalJSON(m) }

type shape struct{ Union[*shapeVariants] }

type figure struct{ Union[*figureVariants] }

type figureVariants struct {
	_      struct{} `discriminator:"kind"`
	Circle circle   `values:"circle"`
	Other  model    `otherwise:"true"`
}

func TestOtherTagsAreOneVariants(t *testing.T) {
	for _, text := range []string{`{"kind":"new","id":"1"}`, `{"id":"1"}`, `{"kind":5,"id":"1"}`} {
		var f figure
		if err := UnmarshalJSON([]byte(text), &f); err != nil {
			t.Fatal(err)
		}
		value, _ := f.get()
		if other, ok := value.(model); !ok || other.ID != "1" {
			t.Errorf("%s: %#v", text, value)
		}
	}
}

type parcel struct{ Union[*parcelVariants] }

type parcelVariants struct {
	_        struct{} `discriminator:"kind"`
	Box      box      `values:"box"`
	Envelope envelope `values:"envelope"`
	Tube     tube     `values:"tube,pipe"`
	Code     code     `values:"1"`
}

type box struct {
	Kind  Field[string] `json:"kind,omitzero"`
	Width Field[int64]  `json:"width,omitzero"`
}

type envelope struct {
	Width Field[int64] `json:"width,omitzero"`
}

type tube struct {
	Kind Field[string] `json:"kind,omitzero"`
}

type code struct {
	Kind Field[int64] `json:"kind,omitzero"`
}

func TestTheTagOfAVariantIsSent(t *testing.T) {
	for _, row := range []struct {
		value any
		want  string
	}{
		{box{Width: F[int64](5)}, `{"kind":"box","width":5}`},
		{box{}, `{"kind":"box"}`},
		{box{Kind: F("own")}, `{"kind":"own"}`},
		{box{Kind: Null[string]()}, `{"kind":null}`},
		{envelope{Width: F[int64](5)}, `{"kind":"envelope","width":5}`},
		{tube{}, `{}`}, // one of two
		{code{}, `{}`}, // no text
	} {
		out, err := MarshalJSON(parcel{UnionOf[*parcelVariants](row.value)})
		if err != nil || string(out) != row.want {
			t.Errorf("%#v: %s, %v; want %s", row.value, out, err, row.want)
		}
	}
	var received parcel
	if err := UnmarshalJSON([]byte(`{"width":5}`), &received); err != nil {
		t.Fatal(err)
	}
	if out, _ := MarshalJSON(received); string(out) != `{"width":5}` {
		t.Errorf("received without a tag, and written as %s", out)
	}
}

type numbered struct{ Union[*numberedVariants] }

type numberedVariants struct {
	_    struct{} `discriminator:"a,b"`
	Code odd      `values:"1"`
}

type odd struct {
	Kind Field[int64] `json:"ab,omitzero" wire:"a,b"`
}

func TestATagThatIsNoTextIsLeftOut(t *testing.T) {
	out, err := MarshalJSON(numbered{UnionOf[*numberedVariants](odd{})})
	if err != nil || string(out) != `{}` {
		t.Errorf("%s, %v", out, err)
	}
}

type shapeVariants struct {
	_      struct{} `discriminator:"kind"`
	Circle circle   `values:"circle,round%2C"`
	String string
	Int    int64
}

type circle struct {
	Kind   string     `json:"kind"`
	Radius float64    `json:"radius,omitzero"`
	JSON   JSONObject `json:"-"`
}

func TestRoundTrips(t *testing.T) {
	for _, text := range []string{
		`{"id":"1"}`,
		`{"id":"1","color":"new","count":null}`,
		`{"id":"1","count":0,"inner":{"count":1,"more":[1,{"a":null}]},"extra":1.50}`,
		`{"id":"1","count":9223372036854775807,"any":{"big":123456789012345678901234567890,"n":9007199254740993}}`,
		`{"id":"1","at":"2019-12-27T18:11:19.117Z","parent":{"id":"2","parent":{"id":"3"}}}`,
		`{"id":"1","list":["a",null,""],"exact":0.10}`,
		`{"id":"1","a,b":"odd","map":{"a":1}}`,
		`{"id":"1","count":"many","at":"soon","inner":5}`,
		`{"id":"1","shape":{"kind":"circle","radius":1.5,"x":1}}`,
		`{"id":"1","shape":{"kind":"round,"}}`,
		`{"id":"1","shape":{"kind":"new","a":[1]}}`,
		`{"id":"1","shape":"text"}`,
		`{"id":"1","shape":7}`,
		`{"id":"1","shape":[true]}`,
		`{"id":"1","shape":null}`,
		`{}`,
	} {
		var m model
		if err := json.Unmarshal([]byte(text), &m); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		out, err := json.Marshal(m)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		var got, want any
		_, _ = decodeJSON(out, &got)
		_, _ = decodeJSON([]byte(text), &want)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got  %s\nwant %s", out, text)
		}
	}
}

func TestAbsentNullAndZeroDiffer(t *testing.T) {
	var m model
	if err := json.Unmarshal([]byte(`{"id":"","color":null,"count":"x","new":1}`), &m); err != nil {
		t.Fatal(err)
	}
	if f := m.JSON.Field("at"); !f.IsMissing() || f.Raw() != "" {
		t.Error("at is not missing")
	}
	if f := m.JSON.Field("color"); !f.IsNull() || f.IsMissing() {
		t.Error("color is not null")
	}
	if f := m.JSON.Field("count"); !f.IsInvalid() || f.Raw() != `"x"` {
		t.Error("count is not invalid")
	}
	if f := m.JSON.Field("id"); f.IsMissing() || f.IsNull() || f.IsInvalid() {
		t.Error("id is not there")
	}
	if extra := m.JSON.ExtraFields(); len(extra) != 1 || string(extra["new"]) != "1" {
		t.Errorf("extra %v", extra)
	}
	m.Color, m.Count = "red", 3
	out, _ := json.Marshal(m)
	if string(out) != `{"id":"","color":"red","count":3,"new":1}` {
		t.Errorf("changed: %s", out)
	}
	if text := fmt.Sprintf("%+v", m.JSON); text != "{new:1}" {
		t.Errorf("printed %s", text)
	}
}

func TestMismatchesHavePaths(t *testing.T) {
	var m struct {
		Items []model    `json:"items"`
		JSON  JSONObject `json:"-"`
	}
	got, err := decodeJSON([]byte(`{"items":[{"id":"1"},{"id":2,"inner":{"count":1.5}},{}]}`), &m)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"items[1].id: expected a string, got the number 2",
		"items[1].inner.count: expected an integer, got the number 1.5",
		"items[2]: the required member id is absent",
	}
	var texts []string
	for _, mismatch := range got {
		texts = append(texts, mismatch.String())
	}
	if !reflect.DeepEqual(texts, want) {
		t.Errorf("got %q", texts)
	}
}

func TestFieldsAreAbsentUntilTheyAreGiven(t *testing.T) {
	type params struct {
		A Field[string]    `json:"a,omitzero"`
		B Field[int64]     `json:"b,omitzero"`
		C Field[[]string]  `json:"c,omitzero"`
		D Field[time.Time] `json:"d,omitzero"`
	}
	for want, value := range map[string]params{
		`{}`:                           {},
		`{"a":""}`:                     {A: F("")},
		`{"a":null,"b":0}`:             {A: Null[string](), B: F[int64](0)},
		`{"b":"x","c":[]}`:             {B: Raw[int64]("x"), C: F([]string{})},
		`{"d":"2024-01-02T03:04:05Z"}`: {D: F(time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC))},
	} {
		own, err := MarshalJSON(value)
		if err != nil || string(own) != want {
			t.Errorf("got %s (%v), want %s", own, err, want)
		}
		standard, err := json.Marshal(value)
		if err != nil || string(standard) != want {
			t.Errorf("encoding/json: got %s (%v), want %s", standard, err, want)
		}
	}
}

func TestBrokenJSONIsAnError(t *testing.T) {
	for _, text := range []string{
		"", " ", "{", `{"a"}`, `{"a":}`, `{"a":1,}`, "[1,]", "[1 2]", "nul", "tru", "01", "1.", "1e", "-", `"`, `"\x"`,
		`"\u12"`, "\"\n\"", "{} {}", "[1]]", `{"a":1 "b":2}`, `{a:1}`, strings.Repeat("[", 100000), strings.Repeat(`{"a":`, 100000),
	} {
		for _, target := range []any{new(any), new(model), new([]any), new(json.RawMessage), new(shape), new(map[string]any)} {
			if _, err := decodeJSON([]byte(text), target); err == nil {
				t.Errorf("%.20q into %T is no error", text, target)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{`{"id":"1","shape":{"kind":"circle"},"list":[null]}`, `[1e400,"\ud800\udc00"]`, `{"inner":{"count":-0}}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var m model
		_, err := decodeJSON(data, &m)
		var any any
		if _, other := decodeJSON(data, &any); (err == nil) != (other == nil) {
			t.Fatalf("one is an error, the other not: %v, %v", err, other)
		}
		if valid := json.Valid(data); valid != (err == nil) && !strings.Contains(fmt.Sprint(err), "deeply") {
			t.Fatalf("encoding/json says %v, the error is %v", valid, err)
		}
		if err == nil {
			if _, err := MarshalJSON(m); err != nil {
				t.Fatal(err)
			}
		}
	})
}
