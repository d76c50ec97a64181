package org.pidesk.geo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that the operator keeps. Every question looks whether it is another one by now, which takes microseconds: a
 * file that was repaired opens the staff area at once, and one that is gone is not answered from memory.
 */
final class AtlasFile {
    private static final Logger LOG = LoggerFactory.getLogger(AtlasFile.class);

    private static final String BROUGHT_ALONG = "/geo/countries.mmdb";

    private final Path path;
    private volatile Read read;

    AtlasFile(Path path) {
        this(path, new Read(null, null, null));
    }

    private AtlasFile(Path path, Read read) {
        this.path = path;
        this.read = read;
    }

    /** The one inside pi-desk, which nobody replaces. */
    static AtlasFile broughtAlong() throws CountriesUnreadable {
        var atlas = Atlas.read(AtlasFile.class.getResourceAsStream(BROUGHT_ALONG));
        return new AtlasFile(null, new Read(Stamp.NONE, atlas, null));
    }

    Atlas atlas() throws CountriesUnreadable {
        var stamp = path == null ? Stamp.NONE : Stamp.of(path);
        if (!stamp.equals(read.stamp)) {
            readAnew(stamp);
        }
        var now = read;
        if (now.why != null) {
            throw now.why;
        }
        return now.atlas;
    }

    /** Not asked again before there is another file. */
    void broken(CountriesUnreadable why) {
        var now = read;
        if (now.why == null) {
            read = failed(now.stamp, why);
        }
    }

    private synchronized void readAnew(Stamp stamp) {
        if (stamp.equals(read.stamp)) {
            return;
        }
        try {
            var atlas = Atlas.read(path);
            LOG.info("The countries of addresses are read from {}, made at {}.", path, atlas.madeAt());
            read = new Read(stamp, atlas, null);
        } catch (CountriesUnreadable why) {
            read = failed(stamp, why);
        }
    }

    private Read failed(Stamp stamp, CountriesUnreadable why) {
        LOG.error("The countries of addresses in {} cannot be read: {}.", path, why.getMessage());
        return new Read(stamp, null, why);
    }

    private record Read(Stamp stamp, Atlas atlas, CountriesUnreadable why) {}

    /** What changes when a file is replaced or written over. */
    private record Stamp(FileTime changed, long size, Object file) {
        static final Stamp NONE = new Stamp(null, -1, null);

        static Stamp of(Path path) {
            try {
                var attributes = Files.readAttributes(path, BasicFileAttributes.class);
                return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            } catch (IOException missing) {
                return NONE;
            }
        }
    }
}
