package org.kadec21.firmware.outbox;

import java.time.Instant;

/// A line of the sent log: a mail no recipient of which is open any more.
///
/// @param at what the unit's clock showed
/// @param attempts it took
/// @param accepted how many recipients' servers took it
/// @param rejected how many recipients were refused for good
public record SentMail(
        String id, String messageId, Instant at, int attempts, int accepted, int rejected) {}
