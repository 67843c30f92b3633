package org.kadec21.bench.submit;

import org.kadec21.submission.MailResult;
import org.kadec21.submission.Outcome;
import org.kadec21.submission.Protection;

import java.util.Optional;

/// One mail's one attempt.
///
/// @param untried what became of a mail that was not handed to anybody; it may have no recipients
/// @param cost of the mail, and for the first one on a connection of its opening too
public record Attempt(
        String mail,
        MailResult result,
        Optional<Outcome> untried,
        Protection protection,
        Measure.Cost cost) {}
