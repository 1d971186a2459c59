// Command bare is the least that a polling bot can be: it asks for updates, and answers
// each from memory, at once, with the next line of the check-in that ../shared/bench
// walks. It keeps nothing and waits for nothing, so the time until its answers is what
// the network and polling alone take.
package main

import (
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/valyala/fasthttp"
)

// asks are the check-in's lines, each with the button that leads to the next, if one does.
var asks = []struct{ text, button string }{
	{"mood", "3"}, {"energy", "3"}, {"symptoms", "none"}, {"note for them?", ""}, {"Keep it?", "yes"}, {"saved", ""},
}

type update struct {
	ID      int64 `json:"update_id"`
	Message struct {
		Chat chat   `json:"chat"`
		Text string `json:"text"`
	} `json:"message"`
	Press struct {
		ID   string `json:"id"`
		From chat   `json:"from"`
	} `json:"callback_query"`
}

type chat struct {
	ID int64 `json:"id"`
}

func main() {
	asked := map[int64]int{} // lines, by chat
	var offset int64
	for {
		for _, u := range updates(offset) {
			offset = u.ID + 1
			who := u.Message.Chat.ID + u.Press.From.ID // one of them is 0
			if strings.HasPrefix(u.Message.Text, "/") {
				asked[who] = 0
			}
			line := asks[asked[who]%len(asks)]
			asked[who]++
			go call("sendMessage", said(who, line.text, line.button))
			if u.Press.ID != "" {
				go call("answerCallbackQuery", fmt.Sprintf(`{"callback_query_id":%q}`, u.Press.ID))
			}
		}
	}
}

func said(to int64, text, button string) string {
	markup := ""
	if button != "" {
		markup = fmt.Sprintf(`,"reply_markup":{"inline_keyboard":[[{"text":%q,"callback_data":%q}]]}`, button, button)
	}
	return fmt.Sprintf(`{"chat_id":%d,"text":%q%s}`, to, text, markup)
}

func updates(offset int64) []update {
	var got struct {
		Result []update `json:"result"`
	}
	body := call("getUpdates", fmt.Sprintf(`{"timeout":50,"limit":100,"offset":%d}`, offset))
	if err := json.Unmarshal(body, &got); err != nil {
		log.Fatal("reading updates: ", err)
	}
	return got.Result
}

var client = fasthttp.Client{MaxConnsPerHost: 1024, ReadTimeout: time.Minute}

func call(method, body string) []byte {
	out, in := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(out)
	defer fasthttp.ReleaseResponse(in)
	out.SetRequestURI(os.Getenv("TG_API") + "/bot" + os.Getenv("TG_TOKEN") + "/" + method)
	out.Header.SetMethod("POST")
	out.Header.SetContentType("application/json")
	out.SetBodyString(body)
	if err := client.Do(out, in); err != nil {
		log.Fatal("calling ", method, ": ", err)
	}
	return append([]byte(nil), in.Body()...)
}
