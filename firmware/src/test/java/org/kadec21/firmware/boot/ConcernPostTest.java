package org.kadec21.firmware.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.firmware.mail.ReportPost.Report;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.store.RecordedJournal;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.hal.PowerOffException;
import org.kadec21.hal.Time;
import org.kadec21.simulation.flash.SimulatedFlash;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What is told of a concern, and how often.
class ConcernPostTest {

    private static final Concern FULL = new Concern("room", "FLASH full", "expected some room");
    private static final Concern FULLER = new Concern("room", "FLASH full", "expected more room");
    private static final Concern ROOMY = new Concern("room", "FLASH full", "");

    private final SimulatedFlash flash = Flashes.empty();
    private final List<Report> mails = new ArrayList<>();
    private boolean hasRoom = true;

    @Test
    void aConcernIsToldOnceAlsoByTheNextBoot() {
        ConcernPost post = boot();
        post.tell(List.of(FULL));
        post.tell(List.of(FULL));

        boot().tell(List.of(FULL));

        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst().headline()).isEqualTo("FLASH full");
    }

    @Test
    void otherWordsAreTold() {
        boot().tell(List.of(FULL));
        boot().tell(List.of(FULLER));

        assertThat(mails).extracting(Report::words).containsExactly(FULL.words(), FULLER.words());
    }

    @Test
    void aConcernThatComesBackIsToldAgain() {
        boot().tell(List.of(FULL));
        boot().tell(List.of(ROOMY));
        boot().tell(List.of(FULL));

        assertThat(mails).hasSize(2);
    }

    @Test
    void whatFoundNoRoomIsToldWhenThereIsSomeAlthoughItIsOver() {
        ConcernPost post = boot();
        hasRoom = false;
        post.tell(List.of(FULL));
        hasRoom = true;
        post.tell(List.of(ROOMY));
        post.tell(List.of(ROOMY));

        assertThat(mails).extracting(Report::words).containsExactly(FULL.words());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aCutAtAnyFlashOperationTellsItAllTheSameAndByTheSameMail(int operation) {
        StateStore.open(flash, new RecordedJournal());
        flash.cutAt(flash.operations() + operation);
        try {
            boot().tell(List.of(FULL));
        } catch (PowerOffException expected) {
            flash.powerOn();
        }

        boot().tell(List.of(FULL));

        assertThat(mails).extracting(Report::id).isNotEmpty().containsOnly(mails.getFirst().id());
    }

    @Test
    void allIsWellWithoutAWordAndWithoutAWrite() {
        ConcernPost post = boot();
        long before = flash.operations();

        post.tell(List.of(ROOMY));

        assertThat(mails).isEmpty();
        assertThat(flash.operations()).isEqualTo(before);
    }

    private ConcernPost boot() {
        Time clock =
                new Time() {
                    @Override
                    public Instant now() {
                        return Instant.parse("2013-01-01T00:00:00Z");
                    }

                    @Override
                    public long nanos() {
                        return 0;
                    }
                };
        return new ConcernPost(StateStore.open(flash, new RecordedJournal()), clock, this::post);
    }

    private boolean post(Report report) {
        return hasRoom && mails.add(report);
    }
}
