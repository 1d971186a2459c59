package telegram_test

import (
	"strings"
	"testing"

	"samepage/adapters/telegram/fake"
	"samepage/bot"
)

// Messages of ours go, all their parts and many at once; those that are gone are no error.
func TestDelete(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	var gone []bot.MessageID
	for range 120 {
		gone = append(gone, l.send(to, saying("one")))
	}
	gone = append(gone, l.send(to, saying(strings.Repeat("A sentence of some length. ", 400), "Done")), l.send(to, picture("Mostly 3.")))
	l.send(to, saying("stays"))
	for range 2 {
		if err := l.net.Delete(t.Context(), to, append(gone, "no name")); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(l.server.Calls("deleteMessages")); count(l.mia.Chat()) != 1 || last(l.mia.Chat()).Text != "stays" || n != 4 {
		t.Errorf("after %d calls there is %v", n, l.mia.Chat())
	}
}

// Where Telegram refuses them together, what it lets go of goes, and what it does not
// loses its buttons; where it cannot be reached, they are still to go.
func TestDeleteWhatCanBe(t *testing.T) {
	l := connect(t, nil)
	to := l.meet()
	old, young := l.send(to, saying("old", "Button")), l.send(to, saying("young"))
	refused := fake.Refused(400, "Bad Request: message can't be deleted")
	l.server.Fail("deleteMessages", refused)
	l.server.Fail("deleteMessage", refused)
	if err := l.net.Delete(t.Context(), to, []bot.MessageID{old, young}); err != nil {
		t.Fatal(err)
	}
	if chat := l.mia.Chat(); count(chat) != 1 || last(chat).Text != "old" || len(last(chat).Labels()) != 0 {
		t.Errorf("there is %v", chat)
	}
	for _, status := range []int{502, 400} {
		l.server.Fail("deleteMessages", fake.Page(status))
		if err := l.net.Delete(t.Context(), to, []bot.MessageID{old}); err == nil {
			t.Errorf("a page of %d took a message away", status)
		}
	}
}
