package org.kadec21.simulation.provider.page;

import org.kadec21.simulation.provider.http.Form;

import java.util.List;

/// A part of the page for somebody who has logged in. Its path is `/` and its name; its texts begin
/// with its name.
interface Room {

    String name();

    /// What stands in it.
    ///
    /// @param typed what was typed into its form, when that was not taken
    Html show(Guest guest, Typed typed);

    /// Does what a form asks for.
    ///
    /// @param action the last part of the form's path; empty for `/name` itself
    Outcome post(String action, Form form, Guest guest);

    /// What became of a form.
    sealed interface Outcome {

        /// Done, and written into the settings' log. The browser is sent to the room again, where
        /// the sentence of that name stands.
        record Done(String text, List<String> arguments) implements Outcome {
            static Done of(String text, String... arguments) {
                return new Done(text, List.of(arguments));
            }
        }

        /// Nothing was done: the room is shown with what was typed.
        record Again(Typed typed) implements Outcome {}

        /// There is no such form.
        record Unknown() implements Outcome {}
    }
}
