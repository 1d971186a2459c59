package fake

import (
	"maps"
	"slices"
	"strings"
)

// The types of components (components/reference).
const (
	actionRow    = 1
	button       = 2
	stringSelect = 3
	textInput    = 4
	section      = 9
	textDisplay  = 10
	thumbnail    = 11
	gallery      = 12
	fileBox      = 13
	separator    = 14
	container    = 17
	label        = 18
)

// answered are components as answers hold them: with ids, without null, with the files
// they speak of in place.
func (s *Server) answered(files []*file, components []any) []any {
	n := 0
	return s.dress(files, components, &n)
}

func (s *Server) dress(files []*file, components []any, n *int) []any {
	out := []any{}
	for _, o := range objects(components) {
		out = append(out, s.dressed(files, o, n))
	}
	return out
}

// kept are the fields of each type that answers hold too.
var kept = map[int][]string{
	actionRow:    {"components"},
	button:       {"custom_id", "style", "label", "disabled", "emoji", "url", "sku_id"},
	stringSelect: {"custom_id", "placeholder", "min_values", "max_values", "disabled", "options"},
	section:      {"components", "accessory"},
	textDisplay:  {"content"},
	thumbnail:    {"media", "description", "spoiler"},
	gallery:      {"items"},
	fileBox:      {"file", "spoiler"},
	separator:    {"spacing", "divider"},
	container:    {"components", "accent_color", "spoiler"},
}

func (s *Server) dressed(files []*file, o obj, n *int) obj {
	*n++
	out := bareDeep(o).(obj)
	known := kept[number(o, "type")]
	maps.DeleteFunc(out, func(name string, _ any) bool {
		return name != "type" && name != "id" && !slices.Contains(known, name)
	})
	if out["id"] == nil {
		out["id"] = *n
	}
	if inner, ok := o["components"].([]any); ok {
		out["components"] = s.dress(files, inner, n)
	}
	switch number(o, "type") {
	case stringSelect:
		fill(out, obj{"min_values": 1, "max_values": 1})
	case section:
		out["accessory"] = s.dressed(files, child(o, "accessory"), n)
	case thumbnail:
		out["media"] = s.media(files, child(o, "media"))
		fill(out, obj{"description": nil, "spoiler": false})
	case gallery:
		out["items"] = s.items(files, o["items"])
	case fileBox:
		out["file"] = s.media(files, child(o, "file"))
		fill(out, obj{"name": nil, "size": nil, "spoiler": false})
	case separator:
		fill(out, obj{"spacing": 1, "divider": true})
	case container:
		fill(out, obj{"accent_color": nil, "spoiler": false})
	}
	return out
}

func (s *Server) items(files []*file, v any) []any {
	out := []any{}
	for _, o := range objects(v) {
		item := bare(o)
		item["media"] = s.media(files, child(o, "media"))
		fill(item, obj{"description": nil, "spoiler": false})
		out = append(out, item)
	}
	return out
}

// media is a file a component speaks of, "attachment://week.png".
func (s *Server) media(files []*file, o obj) obj {
	if f := spokenOf(files, o); f != nil {
		return obj{"id": f.id, "url": s.url(f), "proxy_url": s.url(f), "content_type": mediaType(f), "attachment_id": f.id}
	}
	url := text(o, "url")
	return obj{"id": s.snowflake(), "url": url, "proxy_url": url}
}

func spokenOf(files []*file, o obj) *file {
	name, ok := strings.CutPrefix(text(o, "url"), "attachment://")
	for _, f := range files {
		if ok && f.name == name || f.id == text(o, "attachment_id") {
			return f
		}
	}
	return nil
}

// bare is o without null.
func bare(o obj) obj {
	out := maps.Clone(o)
	maps.DeleteFunc(out, func(_ string, v any) bool { return v == nil })
	return out
}

// bareDeep is v without null anywhere in it.
func bareDeep(v any) any {
	switch v := v.(type) {
	case []any:
		out := []any{}
		for _, v := range v {
			out = append(out, bareDeep(v))
		}
		return out
	case obj:
		out := obj{}
		for name, v := range bare(v) {
			out[name] = bareDeep(v)
		}
		return out
	}
	return v
}

func fill(o, defaults obj) {
	for name, v := range defaults {
		if o[name] == nil {
			o[name] = v
		}
	}
}

// each walks over components and what is in them, from top to bottom.
func each(components []any, do func(obj)) {
	for _, o := range objects(components) {
		do(o)
		each(list(o, "components"), do)
		for _, name := range []string{"accessory", "component"} {
			if inner := child(o, name); inner != nil {
				each([]any{inner}, do)
			}
		}
	}
}
