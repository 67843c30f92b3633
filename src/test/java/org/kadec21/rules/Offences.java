package org.kadec21.rules;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImpl;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.SSLSocketFactory;

/// Every way past the doors that law 1 forbids, one per method. Nobody runs them, the rules read
/// them.
@SuppressWarnings("all")
final class Offences {

    Object instant() {
        return Instant.now();
    }

    Object localDateTime() {
        return LocalDateTime.now();
    }

    Object zonedDateTime() {
        return ZonedDateTime.now(Clock.systemUTC());
    }

    Object systemClock() {
        return Clock.systemDefaultZone();
    }

    Object date() {
        return new Date();
    }

    Object calendar() {
        return Calendar.getInstance();
    }

    Object milliseconds() {
        return System.currentTimeMillis();
    }

    Object nanoseconds() {
        return System.nanoTime();
    }

    void sleep() throws InterruptedException {
        Thread.sleep(1);
    }

    void sleepInUnits() throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
    }

    void timedWait() throws InterruptedException {
        wait(1);
    }

    Object timedPoll(BlockingQueue<String> queue) throws InterruptedException {
        return queue.poll(1, TimeUnit.SECONDS);
    }

    Object timedAwait(Condition condition) throws InterruptedException {
        return condition.await(1, TimeUnit.SECONDS);
    }

    void timedPark() {
        LockSupport.parkNanos(1);
    }

    Object executor() {
        return Executors.newCachedThreadPool();
    }

    Object future() {
        return new CompletableFuture<String>();
    }

    Object timer() {
        return new Timer();
    }

    Object random() {
        return new Random();
    }

    Object mathRandom() {
        return Math.random();
    }

    Object uuid() {
        return UUID.randomUUID();
    }

    Object randomOfTheThread() {
        return ThreadLocalRandom.current().nextInt();
    }

    Object unseededRandom() {
        return new SplittableRandom();
    }

    Object secureRandom() {
        return new SecureRandom();
    }

    void shuffle(List<String> list) {
        Collections.shuffle(list);
    }

    Object setOf() {
        return Set.of("a", "b");
    }

    Object setCopyOf(List<String> list) {
        return Set.copyOf(list);
    }

    Object mapOf() {
        return Map.of("a", "b");
    }

    Object mapOfEntries() {
        return Map.ofEntries(Map.entry("a", "b"));
    }

    Object collectedSet(Stream<String> stream) {
        return stream.collect(Collectors.toUnmodifiableSet());
    }

    Object collectedByReference(Stream<List<String>> stream) {
        return stream.map(Set::copyOf).toList();
    }

    Object parallelStream(List<String> list) {
        return list.parallelStream();
    }

    Object file() {
        return new File("name");
    }

    Object fileStream() throws IOException {
        return new FileInputStream("name");
    }

    Object randomAccessFile() throws IOException {
        return new RandomAccessFile("name", "r");
    }

    Object files(Path path) throws IOException {
        return Files.readString(path);
    }

    Object socket() throws IOException {
        return new Socket("host", 587);
    }

    Object unconnectedSocket() {
        return new Socket();
    }

    Object serverSocket() throws IOException {
        return new ServerSocket(0);
    }

    Object socketChannel() throws IOException {
        return SocketChannel.open();
    }

    Object socketFactory() {
        return SSLSocketFactory.getDefault();
    }

    Object nameLookup() throws IOException {
        return InetAddress.getByName("host");
    }

    /// Ways to a thread; only the baton of a simulated world starts threads.
    static final class Threads {

        Object constructed() {
            return new Thread(() -> {});
        }

        Object virtual() {
            return Thread.ofVirtual().unstarted(() -> {});
        }

        Object platform() {
            return Thread.ofPlatform().unstarted(() -> {});
        }

        Object started() {
            return Thread.startVirtualThread(() -> {});
        }
    }

    /// What looks like an offence and is none.
    static final class Allowed extends Socket {

        Allowed() throws IOException {
            super((SocketImpl) null);
        }

        Object seeded() {
            return new SplittableRandom(21);
        }

        Object parsed() {
            return Instant.parse("2013-01-01T06:00:00Z");
        }

        void untimed(Condition condition) throws InterruptedException {
            condition.await();
        }

        Object ordered() {
            return List.of("a", "b");
        }
    }
}
