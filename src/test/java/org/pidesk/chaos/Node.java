package org.pidesk.chaos;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.chaos.node.ChaosNode;

/** The product in a process of its own, which is started again whenever it ends, as a supervisor would. */
final class Node implements AutoCloseable {
    private static final HttpClient DOOR =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String name;
    private final Path folder;
    private final List<String> settings;
    private final List<String> properties;
    private volatile Process process;
    private volatile int port;
    private volatile boolean isUp;
    private volatile boolean isClosed;
    private volatile int starts;

    /** @param folder what all nodes share; the log of each lies there too */
    Node(String name, Path folder, List<String> settings, String... properties) {
        this.name = name;
        this.folder = folder;
        this.settings = settings;
        this.properties = List.of(properties);
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
                port = freePort();
                process = start("org.pidesk.chaos.node.ChaosNode", settings);
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

    /** A command of the product, with the same settings. @return what it says at the end, and how it ended */
    String command(String command) throws IOException, InterruptedException {
        port = 0;
        var all = Stream.concat(settings.stream(), Stream.of("--pidesk.command=" + command))
                .toList();
        var running = start("org.pidesk.chaos.node.ChaosNode", all);
        var code = running.waitFor();
        var lines = Files.readAllLines(log());
        return lines.get(lines.size() - 1) + ", exit code " + code;
    }

    private Process start(String main, List<String> further) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Dchaos.folder=" + folder));
        command.addAll(properties);
        command.addAll(List.of("-cp", classPath(folder), main));
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

    /** The product's scan would find what its other tests put beside it: only what a node needs goes with it. */
    private static synchronized String classPath(Path folder) throws IOException {
        var beside = folder.resolve("beside");
        var here = Path.of(ChaosNode.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        var inIt = Path.of("org/pidesk/chaos/node");
        if (!Files.exists(beside)) {
            Files.createDirectories(beside.resolve(inIt));
            try (var classes = Files.list(here.resolve(inIt))) {
                for (var one : classes.toList()) {
                    Files.copy(
                            one, beside.resolve(inIt).resolve(one.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return Stream.concat(
                        Stream.of(beside.toString()),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(entry -> !entry.endsWith("test-classes")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() throws InterruptedException {
        var question = HttpRequest.newBuilder(URI.create(base() + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            try {
                if (DOOR.send(question, BodyHandlers.discarding()).statusCode() == 200) {
                    isUp = true;
                    return;
                }
            } catch (IOException notYet) {
                // it starts
            }
            Thread.sleep(100);
        }
        process.destroyForcibly();
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
