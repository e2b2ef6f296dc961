"""What the operating system says of a file, in Chinese.

Owns: the words for its errors. Must not: raise.
"""

from __future__ import annotations

import errno

__all__ = ["system_words"]

_WORDS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "只读，不能写",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超过了磁盘配额",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已经存在",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "打开的文件太多",
    errno.ENOMEM: "内存不够",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}


def system_words(error: OSError) -> str:
    """Why it could not be done, as a person says it.

    >>> system_words(OSError(errno.ENOSPC, "No space left on device"))
    '磁盘已满'
    """
    return _WORDS.get(error.errno or 0) or error.strerror or str(error)
