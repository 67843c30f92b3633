package org.kadec21.bench.submit;

import org.kadec21.submission.OutgoingMail;

import java.util.Optional;

/// A mail to be handed over.
///
/// @param objection why it cannot be handed to anybody
public record Consignment(OutgoingMail mail, Optional<String> objection) {}
