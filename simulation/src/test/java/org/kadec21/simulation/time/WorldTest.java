package org.kadec21.simulation.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Inbox;
import org.kadec21.hal.Journal;
import org.kadec21.hal.PowerOffException;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class WorldTest {

    private static final Instant START = Instant.parse("2013-01-01T00:00:00Z");

    @Test
    void sleepingTakesVirtualTimeOnly() {
        try (World world = world(1)) {
            world.runFor(Duration.ofDays(400));

            assertThat(world.time().now()).isEqualTo(START.plus(Duration.ofDays(400)));
        }
    }

    @Test
    void sameSeedGivesSameJournalInTwentyRuns() {
        String first = digestOfBusyWorld(7);

        for (int run = 0; run < 20; run++) {
            assertThat(digestOfBusyWorld(7)).isEqualTo(first);
        }
    }

    @Test
    void anotherSeedGivesAnotherOrder() {
        assertThat(digestOfBusyWorld(7)).isNotEqualTo(digestOfBusyWorld(8));
    }

    @Test
    void signalWakesTheWaitingTaskAtTheSameInstant() {
        try (World world = world(1)) {
            Tasks tasks = world.tasks("t");
            Signal signal = tasks.signal("s");
            List<Long> wokenAt = new ArrayList<>();
            tasks.start(
                    "waiter",
                    () -> {
                        signal.await(Deadline.never());
                        wokenAt.add(world.time().nanos());
                    });
            tasks.start(
                    "raiser",
                    () -> {
                        tasks.sleepUntil(world.time().after(Duration.ofSeconds(3)));
                        signal.raise();
                    });

            world.runToEnd();

            assertThat(wokenAt).containsExactly(3_000_000_000L);
        }
    }

    @Test
    void awaitTellsDeadlineFromSignal() {
        try (World world = world(1)) {
            Signal signal = world.tasks("t").signal("s");

            assertThat(signal.await(world.time().after(Duration.ofSeconds(1)))).isFalse();
            assertThat(world.time().nanos()).isEqualTo(1_000_000_000L);
        }
    }

    @Test
    void inboxIsBoundedAndFirstInFirstOut() {
        try (World world = world(1)) {
            Inbox<String> inbox = world.tasks("t").inbox("i", 2);

            assertThat(inbox.offer("a")).isTrue();
            assertThat(inbox.offer("b")).isTrue();
            assertThat(inbox.offer("c")).isFalse();
            assertThat(inbox.poll(Deadline.never())).contains("a");
            assertThat(inbox.poll(Deadline.never())).contains("b");
            assertThat(inbox.poll(world.time().after(Duration.ofSeconds(1)))).isEmpty();
        }
    }

    @Test
    void deadlockFailsWithTheNamesOfTheWaitingTasks() {
        try (World world = world(1)) {
            Tasks tasks = world.tasks("unit");
            Signal never = tasks.signal("godot");
            tasks.start("sampler", () -> never.await(Deadline.never()));

            assertThatThrownBy(world::runToEnd)
                    .isInstanceOf(WorldFailure.class)
                    .hasMessageContaining("deadlock")
                    .hasMessageContaining("unit/sampler waits for unit/godot");
        }
    }

    @Test
    void bugInATaskFailsTheRun() {
        try (World world = world(1)) {
            world.tasks("unit")
                    .start(
                            "sampler",
                            () -> {
                                throw new IllegalStateException("broken sensor table");
                            });

            assertThatThrownBy(() -> world.runFor(Duration.ofDays(1)))
                    .isInstanceOf(WorldFailure.class)
                    .hasMessageContaining("unit/sampler")
                    .hasMessageContaining("broken sensor table");
        }
    }

    @Test
    void powerCutEndsEveryWaitOfThatDomainOnly() {
        try (World world = world(1)) {
            List<String> seen = new ArrayList<>();
            PowerDomain unit = world.powerDomain("unit");
            unit.tasks()
                    .start(
                            "sleeper",
                            () -> {
                                try {
                                    unit.tasks().sleepUntil(Deadline.never());
                                } catch (PowerOffException off) {
                                    seen.add(off.getMessage());
                                    throw off;
                                }
                            });
            Tasks others = world.tasks("others");
            others.start(
                    "survivor",
                    () -> {
                        others.sleepUntil(world.time().after(Duration.ofSeconds(9)));
                        seen.add("survived");
                    });

            world.runFor(Duration.ofSeconds(1));
            unit.cut("storm");
            world.runToEnd();

            assertThat(seen).containsExactly("unit: storm", "survived");
        }
    }

    @Test
    void closingEndsEveryTaskAlsoWhenSeveralFail() {
        World world = world(1);
        Tasks tasks = world.tasks("t");
        List<String> ended = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            tasks.start(
                    name,
                    () -> {
                        try {
                            tasks.sleepUntil(Deadline.never());
                        } finally {
                            ended.add(name);
                            throwBug(name);
                        }
                    });
        }
        world.runFor(Duration.ofSeconds(1));

        assertThatThrownBy(world::close)
                .isInstanceOf(WorldFailure.class)
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(2));
        assertThat(ended).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void aTaskOfAnotherThreadIsRefused() throws InterruptedException {
        try (World world = world(1)) {
            List<String> refusals = new ArrayList<>();
            Thread stranger =
                    new Thread(() -> {
                        try {
                            world.runFor(Duration.ofSeconds(1));
                        } catch (IllegalStateException e) {
                            refusals.add(e.getMessage());
                        }
                    });
            stranger.start();
            stranger.join();

            assertThat(refusals).singleElement().asString().contains("does not hold its baton");
        }
    }

    @Test
    void secureRandomnessComesFromTheSeed() {
        byte[] one = new byte[32];
        byte[] two = new byte[32];
        try (World world = world(5)) {
            world.randomness("tls").secure().nextBytes(one);
        }
        try (World world = world(5)) {
            world.randomness("tls").secure().nextBytes(two);
        }

        assertThat(one).isEqualTo(two).isNotEqualTo(new byte[32]);
    }

    private static void throwBug(String name) {
        throw new IllegalStateException(name + " cannot end");
    }

    private static World world(long seed) {
        return new World(seed, START, line -> {});
    }

    private static String digestOfBusyWorld(long seed) {
        try (World world = world(seed)) {
            Inbox<Integer> inbox = world.tasks("hub").inbox("in", 100);
            for (int i = 0; i < 8; i++) {
                int number = i;
                Tasks tasks = world.tasks("worker-" + i);
                Journal journal = world.journal("worker-" + i);
                tasks.start(
                        "work",
                        () -> {
                            for (int step = 0; step < 10; step++) {
                                tasks.sleepUntil(world.time().after(Duration.ofMillis(10)));
                                journal.event(
                                        "step", "number", number, "accepted", inbox.offer(step));
                            }
                        });
            }
            world.runToEnd();
            return world.journalDigest();
        }
    }
}
