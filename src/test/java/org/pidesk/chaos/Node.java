package org.pidesk.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.pidesk.FreePort;

/** The product in a process of its own, which is started again whenever it ends, as a supervisor would. */
final class Node implements AutoCloseable {
    private static final HttpClient DOOR =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final String MAIN = "org.pidesk.chaos.node.ChaosNode";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String name;
    private final Path folder;
    private final List<String> settings;
    private final List<String> properties;
    private final Program program;
    private volatile Process process;
    private volatile int port;
    private volatile boolean isUp;
    private volatile boolean isClosed;
    private volatile int starts;
    private final List<Duration> spent = new CopyOnWriteArrayList<>();

    /** @param folder what all nodes share; the log of each lies there too */
    Node(String name, Path folder, List<String> settings, String... properties) {
        this.name = name;
        this.folder = folder;
        this.settings = settings;
        this.properties = List.of(properties);
        this.program = Program.in(folder);
    }

    /** From now on it runs, and runs again when it has ended. */
    Node keepRunning() {
        var supervisor = new Thread(this::supervise, "supervisor of " + name);
        supervisor.setDaemon(true);
        supervisor.start();
        return this;
    }

    private void supervise() {
        while (!isClosed) {
            try {
                port = FreePort.next();
                process = start(MAIN, settings);
                starts++;
                awaitAnswer();
                process.waitFor();
            } catch (IOException unstarted) {
                throw new UncheckedIOException(unstarted);
            } catch (InterruptedException stopped) {
                return;
            } finally {
                isUp = false;
            }
        }
    }

    /** Starts and ends once in peace, so that all who are started in the same folder afterwards are up sooner. */
    Node leaveArchive() throws IOException, InterruptedException {
        port = FreePort.next();
        process = start(MAIN, settings, program.toArchive());
        awaitAnswer();
        for (var page : List.of("/abc-motors/pi", "/login", "/camunda/app/tasklist/default/")) {
            DOOR.send(HttpRequest.newBuilder(URI.create(base() + page)).build(), BodyHandlers.discarding());
        }
        close();
        return this;
    }

    /** A command of the product, with the same settings. @return what it says at the end, and how it ended */
    String command(String command) throws IOException, InterruptedException {
        port = 0;
        var all = Stream.concat(settings.stream(), Stream.of("--pidesk.command=" + command))
                .toList();
        var running = start(MAIN, all);
        var code = running.waitFor();
        var lines = Files.readAllLines(log());
        return lines.get(lines.size() - 1) + ", exit code " + code;
    }

    private Process start(String main, List<String> further, String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                // no machine stands where another does
                "-Duser.timezone=" + (name.endsWith("2") ? "America/New_York" : "Africa/Johannesburg"),
                "-Dchaos.folder=" + folder));
        command.addAll(properties);
        command.addAll(List.of(options));
        command.addAll(program.options());
        command.add(main);
        command.addAll(further);
        command.addAll(List.of(
                "--server.port=" + port, "--server.address=127.0.0.1", "--pidesk.data-dir=" + folder.resolve(name)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return folder.resolve(name + ".log");
    }

    private void awaitAnswer() throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            if (isReady()) {
                isUp = true;
                spent.add(process.info().totalCpuDuration().orElse(Duration.ZERO));
                return;
            }
            Thread.sleep(100);
        }
        process.destroyForcibly();
    }

    /** It answers, and so does its database. */
    boolean isReady() {
        try {
            return DOOR.send(readiness(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private HttpRequest readiness() {
        return HttpRequest.newBuilder(URI.create(base() + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    String name() {
        return name;
    }

    String base() {
        return "http://localhost:" + port;
    }

    boolean isUp() {
        return isUp;
    }

    /** Says which of its lives this is. */
    int starts() {
        return starts;
    }

    /** Of a processor, by each start until it answered. */
    List<Duration> spent() {
        return spent;
    }

    void kill() {
        isUp = false;
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        isClosed = true;
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
