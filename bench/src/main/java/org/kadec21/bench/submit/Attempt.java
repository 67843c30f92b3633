package org.kadec21.bench.submit;

import org.kadec21.submission.MailResult;
import org.kadec21.submission.Protection;

/// One mail's one attempt.
///
/// @param cost of the mail, and for the first one on a connection of its opening too
public record Attempt(String mail, MailResult result, Protection protection, Measure.Cost cost) {}
