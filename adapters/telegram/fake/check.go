package fake

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// obj is a JSON object.
type obj = map[string]any

// renamed are names that Telegram still takes and no longer describes.
var renamed = map[string]string{
	"reply_to_message_id": "reply_parameters", "allow_sending_without_reply": "reply_parameters",
	"disable_web_page_preview": "link_preview_options", "thumb": "thumbnail", "thumb_url": "thumbnail_url",
	"png_sticker": "sticker", "tgs_sticker": "sticker", "webm_sticker": "sticker",
	"getChatMembersCount": "getChatMemberCount", "kickChatMember": "banChatMember",
	"setStickerSetThumb": "setStickerSetThumbnail",
}

// request lists what is wrong with the parameters of a method.
func (p *spec) request(method string, params obj) []string {
	m := p.Methods[method]
	if m == nil {
		return []string{"no such method" + hint(method)}
	}
	return p.object("", m, params)
}

func hint(name string) string {
	if now := renamed[name]; now != "" {
		return ", an old name of " + now
	}
	return ""
}

// object lists what is wrong with o, which has the fields of k.
func (p *spec) object(path string, k *kind, o obj) []string {
	var wrong []string
	o, err := plain(o)
	if err != nil {
		wrong = append(wrong, at(path, err.Error()))
	}
	for _, name := range slices.Sorted(maps.Keys(o)) {
		f := k.byName[name]
		if f == nil {
			wrong = append(wrong, at(join(path, name), "unknown"+hint(name)))
			continue
		}
		wrong = append(wrong, p.field(join(path, name), f, o)...)
	}
	return append(append(wrong, missing(path, k, o)...), special(path, k.Name, o)...)
}

func (p *spec) field(path string, f *field, o obj) []string {
	v := o[f.Name]
	wrong := p.value(path, v, f.Types)
	if s := f.limit.check(v); s != "" {
		wrong = append(wrong, at(path, s))
	}
	if len(wrong) == 0 && f.Types[0] == "Array of MessageEntity" {
		wrong = entitiesIn(path, textOf(f.Name, o), v)
	}
	return wrong
}

func missing(path string, k *kind, o obj) []string {
	var wrong []string
	for _, f := range k.Fields {
		if _, there := o[f.Name]; !there && f.needed(o) {
			wrong = append(wrong, at(join(path, f.Name), "missing"))
		}
	}
	return wrong
}

func (f *field) needed(o obj) bool {
	there := func(name string) bool { return o[name] != nil }
	return f.Required || f.limit.unless != nil && !slices.ContainsFunc(f.limit.unless, there)
}

// value lists what is wrong with v, which may be of any of types: nothing if it is one
// of them, else what keeps it from the nearest.
func (p *spec) value(path string, v any, types []string) []string {
	if v == nil {
		return []string{at(path, "null")}
	}
	var nearest []string
	for _, t := range types {
		wrong := p.as(path, v, t)
		if len(wrong) == 0 {
			return nil
		}
		if nearest == nil || len(wrong) < len(nearest) {
			nearest = wrong
		}
	}
	return nearest
}

func (p *spec) as(path string, v any, typ string) []string {
	if item, ok := strings.CutPrefix(typ, "Array of "); ok {
		return p.array(path, v, item)
	}
	if k := p.Types[typ]; k != nil && typ != "InputFile" {
		return p.typed(path, v, k)
	}
	if !basic(v, typ) {
		return []string{at(path, fmt.Sprintf("%s is no %s", brief(v), typ))}
	}
	return nil
}

func (p *spec) array(path string, v any, item string) []string {
	list, ok := v.([]any)
	if !ok {
		return []string{at(path, brief(v)+" is no list")}
	}
	var wrong []string
	for i, v := range list {
		wrong = append(wrong, p.value(fmt.Sprintf("%s[%d]", path, i), v, []string{item})...)
	}
	return wrong
}

func (p *spec) typed(path string, v any, k *kind) []string {
	if k.Subtypes != nil {
		return p.value(path, v, k.Subtypes)
	}
	o, ok := v.(obj)
	if !ok {
		return []string{at(path, brief(v)+" is no "+k.Name)}
	}
	return p.object(path, k, o)
}

func basic(v any, typ string) bool {
	ok := false
	switch typ {
	case "String":
		_, ok = v.(string)
	case "Boolean":
		_, ok = v.(bool)
	case "Integer":
		_, ok = whole(v)
	case "Float":
		_, ok = v.(json.Number)
	case "InputFile":
		_, ok = v.(*upload)
	}
	return ok
}

// whole is v as an integer.
func whole(v any) (int, bool) {
	n, ok := v.(json.Number)
	if !ok {
		return 0, false
	}
	i, err := n.Int64()
	return int(i), err == nil
}

// brief names v without repeating what a person may have written.
func brief(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case string:
		return "a string"
	case json.Number:
		return "a number"
	case *upload:
		return "a file"
	}
	return fmt.Sprintf("a %T", v)
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func at(path, what string) string {
	if path == "" {
		return what
	}
	return path + ": " + what
}
