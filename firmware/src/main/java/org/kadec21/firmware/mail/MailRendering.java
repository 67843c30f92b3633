package org.kadec21.firmware.mail;

import org.kadec21.firmware.config.SecureMail;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.hal.Randomness;
import org.kadec21.submission.MailDraft;
import org.kadec21.submission.MailRenderer;
import org.kadec21.submission.MailSeal;

import java.util.Optional;

/// Makes messages of drafts, as the unit's configuration wants them: plain, signed, or signed and
/// encrypted.
public final class MailRendering {

    private final Optional<SecureMail> secure;
    private final Optional<MailSeal> seal;

    public MailRendering(UnitConfig unit, Randomness randomness) {
        this.secure = unit.secureMail();
        this.seal = secure.map(mail -> new MailSeal(mail.signer(), randomness));
    }

    /// An alarm's message; made once, since an encrypted one is another each time.
    public byte[] alarm(MailDraft draft) {
        return seal.map(with ->
                        secure.filter(SecureMail::encrypts)
                                .map(mail -> with.encrypted(draft, mail.readers(draft.to())))
                                .orElseGet(() -> with.signed(draft)))
                .orElseGet(() -> MailRenderer.render(draft));
    }

    /// A message with recorded data; the same bytes each time.
    public byte[] monitoring(MailDraft draft) {
        return seal.filter(with -> secure.filter(SecureMail::monitoring).isPresent())
                .map(with -> with.signed(draft))
                .orElseGet(() -> MailRenderer.render(draft));
    }
}
