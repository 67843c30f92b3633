/// What a unit writes: alarm and monitoring mails as plain values. The form is specified in
/// `docs/mail-format.md`.
@NullMarked
package org.kadec21.firmware.mail;

import org.jspecify.annotations.NullMarked;
