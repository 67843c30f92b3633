package org.kadec21.firmware.service;

import org.kadec21.hal.LinkException;

import java.util.List;

/// Something a person who is logged in can have the unit do. It is carried out by the service
/// port's task, which holds the baton: what takes long must wait in between, and must have a limit.
///
/// ```java
/// final class TimeOrder implements Order {
///     public String name() { return "time"; }
///     public List<String> forms() { return List.of("time"); }
///     public String purpose() { return "what the unit's clock shows"; }
///     public Answer carryOut(Arguments arguments, ServiceLine line) throws LinkException {
///         line.say(time.now().toString());
///         return new Answer.Done("");
///     }
/// }
/// ```
public interface Order {

    /// The word it is called by, of small letters.
    String name();

    /// How it may be written, for `help`.
    List<String> forms();

    /// What it does, for `help`: a few words.
    String purpose();

    /// Does it. The order has the line for itself until it returns: it may say lines, show news,
    /// wait for keys, or take the bare link for a protocol of its own.
    ///
    /// @throws LinkException when the line is dead
    Answer carryOut(Arguments arguments, ServiceLine line) throws LinkException;
}
