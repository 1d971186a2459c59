package storage

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash"
	"math/bits"
	"slices"
	"sync"

	"samepage/bot"
)

// sealVersion is how a sealed value is laid out: nonce, AES-256-GCM of the padded
// value, tag. It is part of what a value is bound to.
const sealVersion = "1"

// place is where a sealed value stands. A value is bound to it, so that one moved to
// another row, column or person does not open.
type place struct{ table, column, row string }

// vault seals with the key of one owner.
type vault struct {
	owner string
	aead  cipher.AEAD
}

// newVault makes the vault of owner. Nonces are random, so a key is good for 2^32
// values (NIST SP 800-38D, 8.3): one a second for 136 years.
func newVault(owner string, key []byte) (vault, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return vault{}, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	return vault{owner, aead}, err
}

func (v vault) seal(at place, plain []byte) []byte {
	return v.sealOver(at, append(make([]byte, 0, sealedSize(len(plain))), plain...))
}

// sealOver seals in place, as far as there is room for it: plain is no more.
func (v vault) sealOver(at place, plain []byte) []byte {
	padded := pad(plain)
	return v.aead.Seal(padded[:0], nil, padded, v.bound(at))
}

// sealedSize is how long a value of n bytes is once it is sealed: with a nonce of 12 bytes
// before it and a tag of 16 behind.
func sealedSize(n int) int { return 12 + paddedSize(n) + 16 }

var errSealed = errors.New("a sealed value does not open")

func (v vault) open(at place, sealed []byte) ([]byte, error) { return v.openInto(nil, at, sealed) }

// openOver opens in place: sealed is no more.
func (v vault) openOver(at place, sealed []byte) ([]byte, error) {
	return v.openInto(sealed[:0], at, sealed)
}

func (v vault) openInto(into []byte, at place, sealed []byte) ([]byte, error) {
	padded, err := v.aead.Open(into, nil, sealed, v.bound(at))
	if err != nil {
		return nil, &bot.Error{Code: bot.Corrupt, Sentence: damaged, Err: errSealed}
	}
	return unpad(padded)
}

func (v vault) bound(at place) []byte {
	return framed(sealVersion, v.owner, at.table, at.column, at.row)
}

// framed joins parts so that no two lists of parts look the same.
func framed(parts ...string) []byte {
	size := 0
	for _, p := range parts {
		size += len(p) + 2 // most lengths take one byte
	}
	return frame(make([]byte, 0, size), parts...)
}

// frame appends them to b.
func frame(b []byte, parts ...string) []byte {
	for _, p := range parts {
		b = binary.AppendUvarint(b, uint64(len(p)))
		b = append(b, p...)
	}
	return b
}

// rowOf names a row whose key has several parts.
func rowOf(parts ...string) string { return string(framed(parts...)) }

// pad hides how long a value is: a one bit, then zeros (ISO/IEC 9797-1, method 2).
func pad(plain []byte) []byte {
	size := paddedSize(len(plain))
	padded := append(slices.Grow(plain, size-len(plain)), 0x80)
	n := len(padded)
	padded = padded[:size]
	clear(padded[n:])
	return padded
}

// paddedSize is a length that Padmé allows (Nikitin et al., "Reducing Metadata Leakage
// from Encrypted Files and Communication with PURBs", 2019), and 64 at least, so that a
// score and a short line look alike.
func paddedSize(n int) int { return max(64, padme(n+1)) }

func unpad(padded []byte) ([]byte, error) {
	for i := len(padded) - 1; i >= 0; i-- {
		switch padded[i] {
		case 0:
		case 0x80:
			return padded[:i], nil
		default:
			return nil, errSealed
		}
	}
	return nil, errSealed
}

// padme rounds n up so that at most 12 % is added and only about log log n bits of
// it are told. n is at least 2.
func padme(n int) int {
	exponent := bits.Len(uint(n)) - 1
	loose := exponent - bits.Len(uint(exponent))
	mask := 1<<loose - 1
	return (n + mask) &^ mask
}

// hasher makes the keyed hashes that addresses, events and messages are found by.
type hasher struct{ macs *sync.Pool }

func newHasher(key []byte) hasher {
	return hasher{&sync.Pool{New: func() any { return hmac.New(sha256.New, key) }}}
}

// sum is 128 bits of HMAC-SHA-256 over parts.
func (h hasher) sum(parts ...string) []byte {
	mac := h.macs.Get().(hash.Hash)
	defer h.macs.Put(mac)
	mac.Reset()
	mac.Write(framed(parts...))
	return mac.Sum(nil)[:16]
}

func (h hasher) address(a bot.Address) []byte { return h.sum("address", a.Network, a.Instance, a.Chat) }

// event leaves the chat out: a network's event ids are unique for our account there.
func (h hasher) event(a bot.Address, id string) []byte {
	return h.sum("event", a.Network, a.Instance, id)
}

func (h hasher) message(a bot.Address, id bot.MessageID) []byte {
	return h.sum("message", a.Network, a.Instance, a.Chat, string(id))
}
