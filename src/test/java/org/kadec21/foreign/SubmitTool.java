package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.kadec21.live.Kadec21;
import org.kadec21.live.Program;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `./kadec21 submit --json` with one mail.
///
/// @param folder where it is started
record SubmitTool(Path folder) {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String NONE = "-";

    /// What it says of the mail.
    record Said(JsonNode object) {

        /// Outcome, scope, code, enhanced code and stage, separated by a space; `-` for none.
        String verdict() {
            return Stream.of("outcome", "scope", "code", "enhanced_code", "stage")
                    .map(this::text)
                    .collect(Collectors.joining(" "));
        }

        /// A field's text, `-` for none.
        String text(String field) {
            JsonNode value = object.get(field);
            return value.isNull() ? NONE : value.asString();
        }
    }

    /// Submits, and holds the exit code against what is said.
    Said submit(Path mail, int port, String... options) {
        List<String> arguments = new ArrayList<>(List.of("submit", mail.toString(), "--json"));
        arguments.addAll(List.of("--server", "localhost:" + port));
        arguments.addAll(List.of(options));
        try (Program program = Kadec21.start(folder, arguments.toArray(String[]::new))) {
            int code = program.awaitExit(LIMIT);

            assertThat(program.out()).describedAs(program::story).hasSize(1);
            Said said = new Said(JsonMapper.shared().readTree(program.out().getFirst()));
            assertThat(code)
                    .describedAs(program::story)
                    .isEqualTo(
                            switch (said.text("outcome")) {
                                case "accepted" -> 0;
                                case "rejected" -> 65;
                                case "deferred" -> 75;
                                default -> 76;
                            });
            return said;
        }
    }
}
