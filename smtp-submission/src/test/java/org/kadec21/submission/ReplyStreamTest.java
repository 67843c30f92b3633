package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

class ReplyStreamTest {

    @Test
    void handsOutOneLineAtATimeAndShowsWhatLiesBehind() throws IOException {
        ReplyStream replies = of("220 go\r\n250 injected\r\n");
        byte[] buffer = new byte[100];

        int count = replies.read(buffer, 0, buffer.length);

        assertThat(new String(buffer, 0, count, StandardCharsets.US_ASCII)).isEqualTo("220 go\r\n");
        assertThat(replies.hasMore()).isTrue();
    }

    @Test
    void showsNothingBehindTheLastLine() throws IOException {
        ReplyStream replies = of("220 go\r\n");

        int count = replies.read(new byte[100], 0, 100);

        assertThat(count).isEqualTo(8);
        assertThat(replies.hasMore()).isFalse();
    }

    private static ReplyStream of(String text) {
        return new ReplyStream(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)),
                Limits.standard());
    }
}
