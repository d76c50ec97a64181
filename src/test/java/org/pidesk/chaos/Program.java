package org.pidesk.chaos;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.pidesk.chaos.node.ChaosNode;

/**
 * What a node is started from: jars alone, so that the virtual machine can keep their classes as they lie in memory. With
 * that archive a node is up in about half of the time.
 */
final class Program {
    private static final Map<Path, Program> KNOWN = new ConcurrentHashMap<>();
    private static final String OF_NODES = "org/pidesk/chaos/node";

    private final Path archive;
    private final String classPath;

    private Program(Path folder) {
        archive = folder.resolve("classes.jsa");
        try {
            classPath = classPath(Files.createDirectories(folder.resolve("program")));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** All nodes that share a folder share it. */
    static Program in(Path folder) {
        return KNOWN.computeIfAbsent(folder.toAbsolutePath(), Program::new);
    }

    /** The product's scan would find what its other tests put beside it: only what a node needs goes with it. */
    private static String classPath(Path folder) throws IOException {
        var paths = new ArrayList<String>();
        var beside = Path.of(ChaosNode.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        paths.add(jar(beside, beside.resolve(OF_NODES), folder.resolve("beside.jar")));
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            var path = Path.of(entry);
            if (!Files.isDirectory(path)) {
                paths.add(entry);
            } else if (!Files.isSameFile(path, beside)) {
                paths.add(jar(path, path, folder.resolve("product-%d.jar".formatted(paths.size()))));
            }
        }
        return String.join(File.pathSeparator, paths);
    }

    private static String jar(Path root, Path from, Path to) throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(to));
                Stream<Path> all = Files.walk(from)) {
            jar.setLevel(Deflater.NO_COMPRESSION);
            for (var path : all.filter(path -> !path.equals(root)).toList()) {
                // what looks for resources asks for their folders, too
                var name = root.relativize(path) + (Files.isDirectory(path) ? "/" : "");
                jar.putNextEntry(new JarEntry(name));
                if (!Files.isDirectory(path)) {
                    Files.copy(path, jar);
                }
                jar.closeEntry();
            }
        }
        return to.toString();
    }

    /** Options of the virtual machine, with the archive once there is one. */
    List<String> options() {
        return Files.exists(archive)
                ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-cp", classPath)
                : List.of("-cp", classPath);
    }

    /** Who is started with this leaves the archive behind when it ends in peace. */
    String toArchive() {
        return "-XX:ArchiveClassesAtExit=" + archive;
    }
}
