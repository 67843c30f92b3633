package org.kadec21.firmware.update;

/// What a boot loader does next, in this order.
public sealed interface BootCommand {

    /// Keep on flash how a trial stands.
    record Note(Slot slot, Trial trial) implements BootCommand {}

    /// Put away what is in a slot.
    record Quarantine(Slot slot, String reason) implements BootCommand {}

    /// Have another slot start from now on.
    record StartFromNowOn(Slot slot) implements BootCommand {}

    /// Keep on flash that an image proved itself, and burn its rollback index.
    record Confirm(Slot slot) implements BootCommand {}

    /// Tell people, by mail and journal.
    ///
    /// @param sentence what was expected, what came, what to try
    record Report(String sentence) implements BootCommand {}

    /// Start the image in a slot.
    record Start(Slot slot) implements BootCommand {}

    /// Start the code that the base was built with.
    record StartBase() implements BootCommand {}

    /// End the image that runs, so that the other one starts.
    record Restart() implements BootCommand {}
}
