//! What a command has of the signs by which its placeholders are told: found at once, as most commands have few.

use super::image_name::may_be;
use super::stand_in::{LEAST, is_stand_in};

/// `<`
pub const ANGLE: u16 = 1;
/// `[`
pub const BRACKET: u16 = 1 << 1;
/// `$`
pub const DOLLAR: u16 = 1 << 2;
/// `#` or `_`, two in a row.
pub const HASH: u16 = 1 << 3;
/// `x`, `X` or `*`, two in a row.
pub const CROSS: u16 = 1 << 4;
/// `{`
pub const BRACE: u16 = 1 << 5;
/// `"` or `'`
pub const QUOTE: u16 = 1 << 6;
/// `/`
pub const SLASH: u16 = 1 << 7;
/// The first byte of `«`. Only what has the first byte of its sign is looked at; it shares a bit with a rarer sign's.
pub const GUILLEMET: u16 = DOLLAR;
/// What parts words, and the parts of a word.
const END: u16 = 1 << 8;
/// A capital, two in a row.
pub const CAPITAL: u16 = 1 << 9;
/// A byte of what is not ASCII.
pub const OTHER: u16 = 1 << 10;
/// `.`, two in a row.
pub const DOTS: u16 = 1 << 11;
/// A part of a word that stands for any image or command.
pub const ANY: u16 = 1 << 13;
/// `_`
pub const UNDERSCORE: u16 = 1 << 12;
/// One of these alone is no sign, but two in a row.
const DOUBLED: u16 = CAPITAL | HASH | CROSS | DOTS;
/// What one of the marks begins with.
pub const MARKS: u16 = GUILLEMET | BRACKET | DOLLAR | BRACE;

/// Which signs of placeholders a byte is.
static SIGNS: [u16; 256] = signs();

const fn signs() -> [u16; 256] {
    let mut signs = [0; 256];
    signs[b'<' as usize] = ANGLE;
    signs[b'[' as usize] = BRACKET;
    signs[b'$' as usize] = DOLLAR;
    signs[b'#' as usize] = HASH;
    signs[b'_' as usize] = HASH | UNDERSCORE;
    signs[b'x' as usize] = CROSS;
    signs[b'X' as usize] = CROSS;
    signs[b'*' as usize] = CROSS;
    signs[b'"' as usize] = QUOTE;
    signs[b'\'' as usize] = QUOTE;
    signs[b'/' as usize] = SLASH;
    let mut byte = 0x80;
    while byte < 256 {
        signs[byte] = OTHER;
        byte += 1;
    }
    signs[0xc2] |= GUILLEMET;
    let mut capital = b'A' as usize;
    while capital <= b'Z' as usize {
        signs[capital] |= CAPITAL;
        capital += 1;
    }
    signs[b'{' as usize] = BRACE;
    signs[b'.' as usize] = DOTS;
    let (ends, mut end) = (b"/:=@,'\"\t\n\x0b\x0c\r ", 0);
    while end < ends.len() {
        signs[ends[end] as usize] |= END;
        end += 1;
    }
    signs
}

/// Which signs there are, and whether a part of any word stands for a value.
pub fn look_through(text: &str) -> (u16, bool) {
    let (mut signs, mut before, mut stands_in, mut from) = (0, 0, false, 0);
    let mut any = 0;
    while from < text.len() {
        let in_part = |byte: &&u8| {
            let sign = SIGNS[usize::from(**byte)];
            signs |= sign & !DOUBLED | sign & before;
            before = sign;
            sign & END == 0
        };
        let length = text.as_bytes()[from..].iter().take_while(in_part).count();
        if may_be(&text.as_bytes()[from..from + length]) {
            any = ANY;
        }
        // Most parts are shorter than any of them.
        stands_in = stands_in || length >= LEAST && is_stand_in(&text[from..from + length]);
        from += length + 1;
    }
    (signs | any, stands_in)
}
