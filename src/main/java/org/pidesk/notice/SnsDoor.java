package org.pidesk.notice;

import java.io.IOException;
import java.net.URI;

/** The port to Amazon SNS: reads what stands at one of its addresses. */
interface SnsDoor {
    byte[] read(URI address) throws IOException;
}
