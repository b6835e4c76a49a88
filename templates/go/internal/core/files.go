package core

import (
	"bytes"
	"io"
	"net/textproto"
	"os"
	"path"
	"slices"
	"strings"
)

// File is a file to upload, with the name and media type it goes by.
type File struct {
	io.Reader
	// Filename is the name; "upload" when it is empty.
	Filename string
	// ContentType is the media type; by the end of the name when it is empty.
	ContentType string
	// Header has further headers of the file's part.
	Header textproto.MIMEHeader
}

// NewFile is a file to upload. Name and media type may be empty.
func NewFile(reader io.Reader, filename, contentType string) *File {
	return &File{Reader: reader, Filename: filename, ContentType: contentType}
}

// source is a file as it is sent.
type source struct {
	name    string
	ownType string
	header  textproto.MIMEHeader
	reader  io.Reader
	size    int64
	once    bool
	start   int64
	content []byte
}

// fileOf is what a value of a form sends as a file.
func fileOf(content any) (*source, error) {
	s := &source{size: -1}
	if f, ok := content.(*File); ok && f != nil {
		s.name, s.ownType, s.header = f.Filename, f.ContentType, f.Header
		content = f.Reader
	}
	switch content := content.(type) {
	case nil:
		return nil, errorf("a file has no content")
	case []byte:
		s.content, s.size = content, int64(len(content))
		return s, nil
	case string:
		s.content, s.size = []byte(content), int64(len(content))
		return s, nil
	case *os.File:
		if s.name == "" {
			s.name = path.Base(strings.ReplaceAll(content.Name(), `\`, "/"))
		}
		s.reader = content
	case io.Reader:
		s.reader = content
	default:
		return nil, errorf("a file is an io.Reader, a *File, bytes or a string, not %T", content)
	}
	s.once = true
	if seeker, ok := s.reader.(io.Seeker); ok {
		if start, err := seeker.Seek(0, io.SeekCurrent); err == nil {
			if end, err := seeker.Seek(0, io.SeekEnd); err == nil {
				s.size, s.start, s.once = end-start, start, false
			}
			if _, err := seeker.Seek(start, io.SeekStart); err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}

func isFile(content any) bool {
	switch content.(type) {
	case []byte, io.Reader:
		return true
	}
	return false
}

// open begins the file. It is not closed afterwards: it is the caller's.
func (s *source) open() (io.ReadCloser, error) {
	if s.reader == nil {
		return io.NopCloser(bytes.NewReader(s.content)), nil
	}
	if !s.once {
		if _, err := s.reader.(io.Seeker).Seek(s.start, io.SeekStart); err != nil {
			return nil, err
		}
	}
	return io.NopCloser(s.reader), nil
}

func (s *source) contentType() string {
	if s.ownType != "" {
		return s.ownType
	}
	return contentTypeOf(s.name)
}

func sortedHeaders(header textproto.MIMEHeader) []string {
	names := sortedKeys(header)
	return slices.DeleteFunc(names, func(name string) bool { return strings.EqualFold(name, "Content-Type") })
}

// contentTypeOf is the media type that the end of a file's name stands for. The table is the same on
// every machine.
func contentTypeOf(filename string) string {
	if kind, ok := mediaTypes[strings.ToLower(path.Ext(filename))]; ok {
		return kind
	}
	return "application/octet-stream"
}

var mediaTypes = map[string]string{
	".7z": "application/x-7z-compressed", ".aac": "audio/aac", ".avi": "video/x-msvideo", ".avif": "image/avif",
	".bin": "application/octet-stream", ".bmp": "image/bmp", ".c": "text/plain", ".css": "text/css",
	".csv": "text/csv", ".doc": "application/msword",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".epub": "application/epub+zip", ".flac": "audio/flac", ".gif": "image/gif", ".h": "text/plain",
	".heic": "image/heic", ".htm": "text/html", ".html": "text/html", ".ico": "image/vnd.microsoft.icon",
	".ics": "text/calendar", ".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".js": "text/javascript",
	".json": "application/json", ".md": "text/markdown", ".mjs": "text/javascript", ".mov": "video/quicktime",
	".mp3": "audio/mpeg", ".mp4": "video/mp4", ".mpeg": "video/mpeg", ".odt": "application/vnd.oasis.opendocument.text",
	".ogg": "audio/ogg", ".opus": "audio/opus", ".pdf": "application/pdf", ".png": "image/png",
	".ppt":  "application/vnd.ms-powerpoint",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".py":   "text/x-python", ".rtf": "application/rtf", ".sh": "application/x-sh", ".svg": "image/svg+xml",
	".tar": "application/x-tar", ".tif": "image/tiff", ".tiff": "image/tiff", ".tsv": "text/tab-separated-values",
	".txt": "text/plain", ".wasm": "application/wasm", ".wav": "audio/x-wav", ".webm": "video/webm",
	".webp": "image/webp", ".xls": "application/vnd.ms-excel",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".xml":  "text/xml", ".zip": "application/zip",
}
