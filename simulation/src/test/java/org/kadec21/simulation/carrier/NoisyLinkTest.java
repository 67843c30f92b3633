package org.kadec21.simulation.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;

import java.io.ByteArrayOutputStream;
import java.util.Random;

class NoisyLinkTest {

    private static final int FRAME = 50;
    private static final int FRAMES = 2000;

    @Test
    void changesSoManyBytes() throws LinkException {
        byte[] sent = frames();

        byte[] came = through(new LineNoise(0.01, 0), sent);

        assertThat(changed(sent, came)).isBetween(sent.length / 125, sent.length / 80);
    }

    @Test
    void changesOneByteInSoManyFrames() throws LinkException {
        byte[] sent = frames();

        byte[] came = through(new LineNoise(0, 0.05), sent);

        assertThat(changed(sent, came)).isBetween(FRAMES / 25, FRAMES / 16);
        for (int at = 0; at < sent.length; at += FRAME) {
            assertThat(came[at]).as("a flag is no part of a frame").isEqualTo(sent[at]);
        }
    }

    private static byte[] frames() {
        byte[] bytes = new byte[FRAME * FRAMES];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) (at % FRAME == 0 || at % FRAME == FRAME - 1 ? 0x7E : 0x41);
        }
        return bytes;
    }

    private static int changed(byte[] sent, byte[] came) {
        int changed = 0;
        for (int at = 0; at < sent.length; at++) {
            changed += sent[at] == came[at] ? 0 : 1;
        }
        return changed;
    }

    private static byte[] through(LineNoise noise, byte[] bytes) throws LinkException {
        ByteArrayOutputStream came = new ByteArrayOutputStream();
        ByteLink far =
                new ByteLink() {
                    @Override
                    public int read(byte[] buffer, int offset, int length, Deadline deadline) {
                        return -1;
                    }

                    @Override
                    public void write(byte[] some, int offset, int length, Deadline deadline) {
                        came.write(some, offset, length);
                    }

                    @Override
                    public void close() {}
                };
        new NoisyLink(far, noise, new Random(1)).write(bytes, 0, bytes.length, Deadline.never());
        return came.toByteArray();
    }
}
