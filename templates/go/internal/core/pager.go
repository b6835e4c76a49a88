package core

import "iter"

// AutoPager gives the items of a listing one after the other, and asks for further pages as needed.
type AutoPager[T any] struct {
	items   []T
	current T
	advance func() (items []T, done bool, err error)
	err     error
}

// NewAutoPager begins with a page; contents gives the items of a page and how it goes on.
func NewAutoPager[P, T any](page *P, err error, contents func(*P) ([]T, JSONPage)) *AutoPager[T] {
	pager := &AutoPager[T]{err: err}
	if err != nil || page == nil {
		pager.advance = func() ([]T, bool, error) { return nil, true, nil }
		return pager
	}
	items, rest := contents(page)
	pager.items = items
	pager.advance = func() ([]T, bool, error) {
		next, err := NextPage[P](rest)
		if next == nil || err != nil {
			return nil, true, err
		}
		var items []T
		items, rest = contents(next)
		return items, false, nil
	}
	return pager
}

// ItemsAt are the items of a page that are deeper in it than its fields.
func ItemsAt[T any](page JSONPage, path string) []T {
	var items []T
	if raw, ok := lookup(page.raw, path); ok {
		_, _ = decodeJSON(raw, &items) // the page itself has told what does not fit
	}
	return items
}

// Next goes to the next item. It is false at the end, and after an error.
func (p *AutoPager[T]) Next() bool {
	for len(p.items) == 0 {
		if p.err != nil {
			return false
		}
		items, done, err := p.advance()
		if p.err = err; done || err != nil {
			return false
		}
		p.items = items
	}
	p.current = p.items[0]
	p.items = p.items[1:]
	return true
}

// Current is the item that Next went to.
func (p *AutoPager[T]) Current() T { return p.current }

// Err is the error that has ended the listing, if one has.
func (p *AutoPager[T]) Err() error { return p.err }

// All are the items that are left, for a range loop. An error comes last.
func (p *AutoPager[T]) All() iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for p.Next() {
			if !yield(p.current, nil) {
				return
			}
		}
		if p.err != nil {
			var none T
			yield(none, p.err)
		}
	}
}
