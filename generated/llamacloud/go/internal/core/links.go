package core

import "strings"

// nextLink is the target whose relation is "next" (RFC 8288, section 3); empty for none.
func nextLink(header string) string {
	for len(header) > 0 {
		_, rest, found := strings.Cut(header, "<")
		target, rest, closed := strings.Cut(rest, ">")
		if !found || !closed {
			return ""
		}
		isNext, decided := false, false
		for {
			rest = strings.TrimLeft(rest, " \t")
			if !strings.HasPrefix(rest, ";") {
				break
			}
			var name, value string
			name, value, rest = linkParameter(rest[1:])
			if strings.EqualFold(name, "rel") && !decided {
				decided = true
				for relation := range strings.FieldsSeq(strings.ToLower(value)) {
					isNext = isNext || relation == "next"
				}
			}
		}
		if isNext {
			return strings.TrimSpace(target)
		}
		header = rest
	}
	return ""
}

func linkParameter(text string) (name, value, rest string) {
	end := strings.IndexAny(text, "=;,")
	if end < 0 {
		end = len(text)
	}
	name, rest = strings.TrimSpace(text[:end]), text[end:]
	if !strings.HasPrefix(rest, "=") {
		return name, "", rest
	}
	rest = strings.TrimLeft(rest[1:], " \t")
	if !strings.HasPrefix(rest, `"`) {
		end := strings.IndexAny(rest, ";,")
		if end < 0 {
			end = len(rest)
		}
		return name, strings.TrimSpace(rest[:end]), rest[end:]
	}
	var quoted strings.Builder
	for i := 1; i < len(rest); i++ {
		switch c := rest[i]; {
		case c == '"':
			return name, quoted.String(), rest[i+1:]
		case c == '\\' && i+1 < len(rest):
			i++
			quoted.WriteByte(rest[i])
		default:
			quoted.WriteByte(c)
		}
	}
	return name, quoted.String(), ""
}
