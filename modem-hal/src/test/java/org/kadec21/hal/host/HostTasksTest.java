package org.kadec21.hal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Inbox;
import org.kadec21.hal.PowerOffException;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks.Task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

@Timeout(30)
class HostTasksTest {

    private final HostTime time = new HostTime();
    private final HostTasks tasks = new HostTasks(time);
    private int started;

    @Test
    void runsOneTaskAtATime() {
        int[] counter = {0};
        for (int task = 0; task < 8; task++) {
            tasks.start(
                    "counter " + task,
                    () -> {
                        for (int round = 0; round < 1000; round++) {
                            int seen = counter[0];
                            Thread.onSpinWait();
                            counter[0] = seen + 1;
                            if (round % 100 == 0) {
                                tasks.sleepUntil(Deadline.at(0));
                            }
                        }
                    });
        }

        tasks.awaitEnd();

        assertThat(counter[0]).isEqualTo(8000);
    }

    @Test
    void aPastDeadlineLetsTheOthersRunOnce() {
        List<String> turns = new ArrayList<>();
        boolean[] otherRan = {false};
        tasks.start(
                "first",
                () -> {
                    tasks.start(
                            "second",
                            () -> {
                                turns.add("second");
                                otherRan[0] = true;
                            });
                    while (!otherRan[0]) {
                        tasks.sleepUntil(Deadline.at(0));
                    }
                    turns.add("first");
                });

        tasks.awaitEnd();

        assertThat(turns).containsExactly("second", "first");
    }

    @Test
    void wakesATaskFromAPlatformThread() throws Exception {
        Signal signal = tasks.signal("news");
        CountDownLatch aboutToWait = new CountDownLatch(1);
        Thread thread =
                Thread.ofPlatform()
                        .start(() -> {
                            awaitLatch(aboutToWait);
                            signal.raise();
                        });

        boolean raised =
                tasks.call(() -> {
                    aboutToWait.countDown();
                    return signal.await(Deadline.never());
                });

        assertThat(raised).isTrue();
        thread.join();
    }

    @Test
    void doesNotRememberASignalThatNobodyWaitedFor() throws Exception {
        Signal signal = tasks.signal("news");
        signal.raise();

        boolean raised = tasks.call(() -> signal.await(time.after(Duration.ofMillis(1))));

        assertThat(raised).isFalse();
    }

    @Test
    void aSignalWakesAllWhoWait() {
        Signal signal = tasks.signal("news");
        List<String> woken = new ArrayList<>();
        boolean[] waiting = {false, false};
        for (int i = 0; i < 2; i++) {
            int task = i;
            tasks.start(
                    "waiter " + task,
                    () -> {
                        waiting[task] = true;
                        signal.await(Deadline.never());
                        woken.add("waiter " + task);
                    });
        }
        tasks.start(
                "raiser",
                () -> {
                    while (!waiting[0] || !waiting[1]) {
                        tasks.sleepUntil(Deadline.at(0));
                    }
                    signal.raise();
                });

        tasks.awaitEnd();

        assertThat(woken).containsExactlyInAnyOrder("waiter 0", "waiter 1");
    }

    @Test
    void anInboxIsFirstInFirstOutAndBounded() throws Exception {
        Inbox<Integer> inbox = tasks.inbox("numbers", 2);

        assertThat(inbox.offer(1)).isTrue();
        assertThat(inbox.offer(2)).isTrue();
        assertThat(inbox.offer(3)).isFalse();

        assertThat(inbox.size()).isEqualTo(2);
        assertThat(tasks.call(() -> inbox.poll(Deadline.never()))).contains(1);
        assertThat(tasks.call(() -> inbox.poll(Deadline.at(0)))).contains(2);
        assertThat(tasks.call(() -> inbox.poll(time.after(Duration.ofMillis(1))))).isEmpty();
    }

    @Test
    void aTaskTakesWhatAPlatformThreadOffers() throws Exception {
        Inbox<String> inbox = tasks.inbox("bytes", 1);
        Thread thread = Thread.ofPlatform().start(() -> inbox.offer("from outside"));

        Optional<String> taken = tasks.call(() -> inbox.poll(Deadline.never()));

        assertThat(taken).contains("from outside");
        thread.join();
    }

    @Test
    void joinsATaskThatEnds() throws Exception {
        Task task = tasks.start("short", () -> {});

        boolean joined = tasks.call(() -> task.join(Deadline.never()));

        assertThat(joined).isTrue();
        assertThat(task.isDone()).isTrue();
    }

    @Test
    void doesNotJoinATaskThatGoesOn() throws Exception {
        Task task = tasks.start("endless", () -> tasks.sleepUntil(Deadline.never()));

        boolean joined = tasks.call(() -> task.join(time.after(Duration.ofMillis(1))));

        assertThat(joined).isFalse();
        tasks.powerOff("test ends");
    }

    @Test
    void refusesAWaitWithoutTheBaton() {
        Signal signal = tasks.signal("news");

        assertThatThrownBy(() -> signal.await(Deadline.never()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("only a task may wait");
    }

    @Test
    void reportsThatEveryTaskCameToItsEnd() {
        tasks.start("short", () -> {});

        assertThat(tasks.awaitEnd()).isEqualTo(new HostTasks.End.Completed());
    }

    @Test
    void powerOffEndsEveryPresentAndFutureWait() {
        List<String> ended = new ArrayList<>();
        Signal signal = tasks.signal("never raised");
        Inbox<String> inbox = tasks.inbox("never filled", 1);
        start(ended, "signal", () -> signal.await(Deadline.never()));
        start(ended, "inbox", () -> inbox.poll(Deadline.never()));
        start(ended, "sleep", () -> tasks.sleepUntil(Deadline.never()));
        start(
                ended,
                "yield",
                () -> {
                    while (true) {
                        tasks.sleepUntil(Deadline.at(0));
                    }
                });

        tasks.start(
                "switch",
                () -> {
                    while (started < 4) {
                        tasks.sleepUntil(Deadline.at(0));
                    }
                    tasks.powerOff("SIGTERM");
                });

        assertThat(tasks.awaitEnd()).isEqualTo(new HostTasks.End.PoweredOff("SIGTERM"));
        assertThatThrownBy(() -> tasks.call(() -> signal.await(Deadline.at(0))))
                .isInstanceOf(PowerOffException.class);
        assertThatThrownBy(() -> tasks.call(() -> inbox.poll(Deadline.at(0))))
                .isInstanceOf(PowerOffException.class);
        assertThat(ended).containsExactlyInAnyOrder("signal", "inbox", "sleep", "yield");
    }

    @Test
    void theFirstReasonForPowerOffCounts() {
        tasks.powerOff("first");
        tasks.powerOff("second");

        assertThat(tasks.awaitEnd()).isEqualTo(new HostTasks.End.PoweredOff("first"));
    }

    @Test
    void aBugInOneTaskStopsTheBoardAndIsReported() {
        IllegalStateException bug = new IllegalStateException("expected by this test");
        tasks.start("patient", () -> tasks.sleepUntil(Deadline.never()));
        tasks.start(
                "buggy",
                () -> {
                    throw bug;
                });

        assertThat(tasks.awaitEnd()).isEqualTo(new HostTasks.End.Failed("buggy", bug));
    }

    @Test
    void awaitingTheEndHasADeadlineToo() {
        tasks.start("endless", () -> tasks.sleepUntil(Deadline.never()));

        assertThat(tasks.awaitEnd(time.after(Duration.ofMillis(1)))).isEmpty();
        tasks.powerOff("test ends");
    }

    private void start(List<String> ended, String name, Runnable body) {
        tasks.start(
                name,
                () -> {
                    started++;
                    try {
                        body.run();
                    } catch (PowerOffException off) {
                        ended.add(name);
                        throw off;
                    }
                });
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
